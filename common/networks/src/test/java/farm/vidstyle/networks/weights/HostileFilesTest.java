package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class HostileFilesTest {
    /** What refusing a file may allocate in all, most of it freed at once: a part that is fixed and one that grows with the file. */
    private static final long ALLOCATED = 64 << 20;

    private static final long ALLOCATED_PER_BYTE = 120;

    private static final List<HostileFile> FILES =
            Stream.concat(HostilePickles.all(), HostileContainers.all()).toList();

    static long allowedAllocation(int fileBytes) {
        return ALLOCATED + ALLOCATED_PER_BYTE * fileBytes;
    }

    static List<HostileFile> hostileFiles() {
        return FILES;
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    void hostileFilesAreRefusedWithNameAndReasonInBoundedMemory(HostileFile file) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        Throwable refusal = catchThrowable(() -> Checkpoint.of("evil.pt", file.content()));

        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertThat(refusal)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("evil.pt")
                .hasMessageContaining(file.reason());
        assertThat(refusal.getMessage().length()).as("length of the message").isLessThan(2000);
        assertThat(allocated).isLessThan(allowedAllocation(file.content().length));
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(FILES).hasSizeGreaterThan(150);
        assertThat(FILES.stream().map(file -> Arrays.hashCode(file.content()))).doesNotHaveDuplicates();
    }

    @Test
    void refusalsOfPicklesNameTheEntry() {
        byte[] file = ZipBytes.torch(HostilePickles.PROTOCOL + "cos\nsystem\n(U\6rm -rftR.");

        assertThatThrownBy(() -> Checkpoint.of("evil.pt", file))
                .hasMessage(
                        "evil.pt: entry archive/data.pkl names os.system, which is not on the list of what a file of"
                                + " weights may contain; nothing of it was run (at byte 13)");
    }

    @Test
    void sharedPartsAreReadAndNotMultiplied() {
        String doubled = "]q\0" + "0(h\0h\0tq\0".repeat(150); // 2 to the 150 paths through 150 pairs
        byte[] file = ZipBytes.torch(HostilePickles.PROTOCOL + "}U\1a" + doubled + "s.");

        assertThat(Checkpoint.of("shared.pt", file).tensors()).isEmpty();
    }

    @Test
    void modulesThatShareTheirPartsWithoutEndAreRefusedWhenWalked() {
        StringBuilder pickle = new StringBuilder(HostilePickles.PROTOCOL);
        pickle.append("c__torch__\nA\n)\u0081}bq\0");
        for (int i = 0; i < 100; i++) {
            pickle.append("0c__torch__\nA\n)\u0081}(U\1ah\0U\1bh\0ubq\0");
        }
        Checkpoint checkpoint =
                Checkpoint.of("shared.pt", ZipBytes.torch(pickle.append('.').toString()));

        assertThatThrownBy(checkpoint::tensors).hasMessageContaining("shared.pt has more than 500000 parts");
    }

    @Test
    void everyTruncationOfAnArchiveIsRefused() {
        requireAllTruncationsRefused(ZipBytes.torch(
                HostilePickles.PROTOCOL + "}U\1a" + HostilePickles.TENSOR_OF_FOUR + "K\0K\4\u0085K\1\u0085tRs."));
    }

    @Test
    void everyTruncationOfSafetensorsIsRefused() {
        requireAllTruncationsRefused(
                HostileContainers.safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8));
    }

    @Test
    void everyTruncationOfAnNpzIsRefused() {
        byte[] array = HostileContainers.npy("'descr': '<f4', 'fortran_order': False, 'shape': (2,), ", 8);
        requireAllTruncationsRefused(new ZipBytes().deflated("a.npy", array).bytes());
    }

    @Test
    void everyTruncationOfAFileBefore16IsRefused() {
        String object = "}U\1a" + HostilePickles.TENSOR_OF_FOUR + "K\0K\4\u0085K\1\u0085tRs.";
        requireAllTruncationsRefused(LegacyBytes.of(object, 4));
    }

    @Test
    void everyTruncationOfANetworkPickleIsRefused() {
        requireAllTruncationsRefused(NetworkPickleTest.sample());
    }

    private static void requireAllTruncationsRefused(byte[] whole) {
        assertThat(Checkpoint.of("whole", whole).find()).isPresent();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Checkpoint.of("cut.pt", cut))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("cut.pt");
        }
    }

    @Test
    void lettersOfANameCannotForgeALogLine() {
        byte[] file = ZipBytes.torch(HostilePickles.PROTOCOL + "U\5a\nb\r\u001bU\1x\u0093.");

        assertThatThrownBy(() -> Checkpoint.of("evil.pt", file)).hasMessageContaining("names a?b??.x,");
    }
}
