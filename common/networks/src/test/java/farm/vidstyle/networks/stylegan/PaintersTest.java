package farm.vidstyle.networks.stylegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaintersTest {
    private static final long IMAGES = 12;

    @Test
    void everyImageIsPaintedOnce() {
        Queue<Long> painted = new ConcurrentLinkedQueue<>();

        Painters.each(IMAGES, true, painted::add);

        assertThat(painted).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void paintersShareTheCoresAndLeaveTheCallersThreadsAlone() {
        Painters.each(IMAGES, true, image -> {});
        int cores = JniUtils.getNumThreads();
        Queue<List<Object>> threads = new ConcurrentLinkedQueue<>();

        Painters.each(IMAGES, true, image -> threads.add(List.of(Thread.currentThread(), JniUtils.getNumThreads())));

        int inAll = threads.stream()
                .distinct()
                .mapToInt(thread -> (int) thread.get(1))
                .sum();
        assertThat(inAll).isBetween(1, cores);
        assertThat(JniUtils.getNumThreads()).isEqualTo(cores);
    }

    @Test
    void theFirstImageOfItsKindIsPaintedBeforeTheOthersBegin() {
        AtomicInteger begun = new AtomicInteger();
        Queue<Integer> begunAtTheEnd = new ConcurrentLinkedQueue<>();

        Painters.each(IMAGES, false, image -> {
            begun.incrementAndGet();
            assertThat(new Random(image).doubles(100_000).sum())
                    .isPositive(); // takes long enough for the others to begin
            begunAtTheEnd.add(begun.get());
        });

        assertThat(begunAtTheEnd.peek()).isEqualTo(1);
        assertThat(begunAtTheEnd).hasSize((int) IMAGES);
    }

    @Test
    void whatFailsFailsAsItIsAfterTheOthersAreThrough() {
        AtomicInteger through = new AtomicInteger();

        assertThatThrownBy(() -> Painters.each(IMAGES, true, image -> {
                    if (image == 3) {
                        throw new IllegalStateException("image 3 cannot be painted");
                    }
                    through.incrementAndGet();
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("image 3 cannot be painted");
        assertThat(through).hasValue((int) IMAGES - 1);
    }
}
