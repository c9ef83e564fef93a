package farm.vidstyle.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.TorchWriter;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingVideosTest {

    private static final FrameRule IRREGULAR = new FrameRule(1, 3, true, 4, 6);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void framesAreNumberedFromTheFirstThatIsNotSkipped() throws IOException {
        video("a", 3, 7, 9, 20);

        List<TrainingVideo> videos = TrainingVideos.read(settings(IRREGULAR, "a"), true);

        assertThat(videos).singleElement().satisfies(video -> {
            assertThat(video.frames().keySet()).containsExactly(0, 2, 13);
            assertThat(video.caption()).isEqualTo("a sentence about a");
        });
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws IOException {
        video("short", 0, 1);
        video("bare", 0, 1, 2, 3);
        video("silent", 0, 1, 2, 3);
        Files.delete(folder.resolve("codes/bare/002.pt"));
        Files.delete(folder.resolve("frames/silent/text_descriptions.txt"));

        DataSettings settings = settings(IRREGULAR, "short", "bare", "silent", "absent", "bare", "../frames");
        assertThatThrownBy(() -> TrainingVideos.read(settings, true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("short has 2 frames, of which 1 are skipped; expected at least 2 more")
                .hasMessageContaining("bare lacks 1 codes in")
                .hasMessageContaining("[002.pt]")
                .hasMessageContaining("there is no folder 'absent'")
                .hasMessageContaining("there is no folder '../frames'")
                .hasMessageContaining("'bare' is on it more than once")
                .hasMessageContaining("1 videos have no sentence in text_descriptions.txt, as [silent]");
    }

    @Test
    void framesWithoutCommonNumbersAreFoundBeforeTheRun() throws IOException {
        video("even", 0, 2, 4, 6);
        video("odd", 0, 1, 5, 7);

        assertThatThrownBy(() -> TrainingVideos.read(settings(new FrameRule(0, 3, true, 4, 6), 2, "even", "odd"), true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("those of odd (0, 1, 5, 7) and of the videos before it (0, 2, 4, 6) have 1");
    }

    @Test
    void withoutCaptionsEveryCaptionIsThatOfTheReference() throws IOException {
        video("a", 0, 1, 2);
        Files.delete(folder.resolve("frames/a/text_descriptions.txt"));

        assertThat(TrainingVideos.read(settings(IRREGULAR, "a"), false))
                .extracting(TrainingVideo::caption)
                .containsExactly("None");
    }

    @Test
    void batchesFollowFromSeedAndNumberAlone() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            video(name, 0, 3, 5, 8, 9, 12);
        }
        DataSettings settings = settings(IRREGULAR, 2, "a", "b", "c", "d", "e");
        List<TrainingVideo> videos = TrainingVideos.read(settings, true);

        BatchPlan plan = new BatchPlan(videos, settings, 5);

        assertThat(plan.perEpoch()).isEqualTo(2);
        for (long n = 0; n < 20; n++) {
            Batch batch = plan.batch(n);
            assertThat(new BatchPlan(videos, settings, 5).batch(n)).isEqualTo(batch);
            assertThat(batch.numbers()).startsWith(0).hasSize(3).isSorted();
        }
        assertThat(plan.batch(0).videos())
                .doesNotContainAnyElementsOf(plan.batch(1).videos());
        assertThat(new BatchPlan(videos, settings, 6).batch(3)).isNotEqualTo(plan.batch(3));
    }

    @Test
    void regularBatchesAreRunsOfNeighbours() throws IOException {
        video("a", 0, 3, 5, 8, 9, 12);
        DataSettings settings = settings(new FrameRule(0, 3, false, 4, 6), "a");
        BatchPlan plan = new BatchPlan(TrainingVideos.read(settings, true), settings, 5);

        for (long n = 0; n < 20; n++) {
            assertThat(List.of(0, 3, 5, 8, 9, 12))
                    .containsSubsequence(plan.batch(n).numbers());
        }
    }

    @Test
    void codesAndResizedFramesComeInOrder() throws IOException {
        video("a", 0, 1, 2);
        DataSettings settings = settings(new FrameRule(0, 3, false, 4, 6), "a");
        BatchPlan plan = new BatchPlan(TrainingVideos.read(settings, true), settings, 5);

        try (BatchLoader loader = new BatchLoader(plan, settings.rule(), 2)) {
            LoadedBatch batch = loader.load(0);
            NDArray frames = batch.frames(manager);
            NDArray codes = batch.codes(manager);

            assertThat(frames.getShape()).isEqualTo(new Shape(1, 3, 3, 4, 6));
            assertThat(codes.getShape()).isEqualTo(new Shape(1, 3, 2, 5));
            assertThat(codes.get(0).get(2).mean().getFloat()).isEqualTo(2);
            assertThat(frames.get(0).get(1).mean().getFloat()).isEqualTo(1 / 255f);
        }
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        video("a", 0, 1, 2);
        DataSettings settings = settings(new FrameRule(0, 3, false, 4, 6), "a");
        BatchPlan plan = new BatchPlan(TrainingVideos.read(settings, true), settings, 5);

        Files.writeString(folder.resolve("frames/a/001.png"), "no picture");
        try (BatchLoader loader = new BatchLoader(plan, settings.rule(), 1)) {
            assertThatThrownBy(() -> loader.load(0))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("001.png");
        }
        Files.copy(folder.resolve("frames/a/000.png"), folder.resolve("frames/a/copy.png"));
        Files.delete(folder.resolve("frames/a/001.png"));
        Files.move(folder.resolve("frames/a/copy.png"), folder.resolve("frames/a/001.png"));
        Files.write(
                folder.resolve("codes/a/002.pt"),
                TorchWriter.encodeCode(manager.ones(new Shape(2, 5)).mul(Float.NaN)));
        try (BatchLoader loader = new BatchLoader(plan, settings.rule(), 1)) {
            assertThatThrownBy(() -> loader.load(0)).hasMessageContaining("002.pt holds NaN; invert the frame again");
        }
    }

    private DataSettings settings(FrameRule rule, String... names) throws IOException {
        return settings(rule, 1, names);
    }

    private DataSettings settings(FrameRule rule, int batch, String... names) throws IOException {
        Path list = folder.resolve("list.txt");
        Files.writeString(list, String.join("\n", names) + "\n");
        return new DataSettings(list, folder.resolve("frames"), folder.resolve("codes"), rule, batch);
    }

    /** Frame i is of the colour i, its code is made of i. */
    private void video(String name, int... numbers) throws IOException {
        Path frames = Files.createDirectories(folder.resolve("frames").resolve(name));
        Path codes = Files.createDirectories(folder.resolve("codes").resolve(name));
        Files.writeString(frames.resolve("text_descriptions.txt"), "\n a sentence about " + name + " \nand another\n");
        for (int i = 0; i < numbers.length; i++) {
            byte[] rgb = new byte[9 * 7 * 3];
            Arrays.fill(rgb, (byte) i);
            String number = String.format(Locale.ROOT, "%03d", numbers[i]);
            try (OutputStream out = Files.newOutputStream(frames.resolve(number + ".png"))) {
                StillImage.writePng(new RgbFrame(9, 7, rgb, 0), out);
            }
            Files.write(
                    codes.resolve(number + ".pt"),
                    TorchWriter.encodeCode(manager.ones(new Shape(2, 5)).mul(i)));
        }
    }
}
