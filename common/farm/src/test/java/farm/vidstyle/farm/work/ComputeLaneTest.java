package farm.vidstyle.farm.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComputeLaneTest {
    private final ComputeLane lane = new ComputeLane();

    @Test
    void oneComputationRunsAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> results = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            results.add(threads.submit(() -> lane.call(() -> {
                int now = inside.incrementAndGet();
                Thread.onSpinWait();
                inside.decrementAndGet();
                return now;
            })));
        }

        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
        threads.shutdown();
    }

    @Test
    void aFailureFreesTheLane() throws Exception {
        assertThatThrownBy(() -> lane.run(() -> {
                    throw new java.io.IOException("no");
                }))
                .isInstanceOf(java.io.IOException.class);

        assertThat(lane.call(() -> lane.call(() -> "nested"))).isEqualTo("nested");
    }
}
