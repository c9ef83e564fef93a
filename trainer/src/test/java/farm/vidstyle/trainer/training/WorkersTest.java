package farm.vidstyle.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void aKindOfWorkBeginsWithOnePartAfterTheOther() {
        AtomicInteger together = new AtomicInteger();
        List<Integer> most = new ArrayList<>();
        try (Workers workers = new Workers(2)) {
            for (String kind : List.of("clips", "clips", "pictures")) {
                AtomicInteger seen = new AtomicInteger();
                workers.mean(kind, part -> {
                    seen.accumulateAndGet(together.incrementAndGet(), Math::max);
                    double sum =
                            new Random(part).doubles(100_000).sum(); // takes long enough for the other part to begin
                    together.decrementAndGet();
                    return sum;
                });
                most.add(seen.get());
            }
        }

        assertThat(most).containsOnly(1);
    }

    @Test
    void laterItsPartsRunSideBySide() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        try (Workers workers = new Workers(2)) {
            workers.mean("clips", part -> part);
            workers.mean("clips", part -> part);

            double mean = workers.mean("clips", part -> {
                try {
                    meeting.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("the other part does not run", e);
                }
                return part;
            });

            assertThat(mean).isEqualTo(0.5);
        }
    }
}
