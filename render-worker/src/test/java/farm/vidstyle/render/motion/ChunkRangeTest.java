package farm.vidstyle.render.motion;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.farm.event.MotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkRangeTest {
    @Test
    void aWindowInsideAChunkNeedsThatChunk() {
        assertThat(ChunkRange.of(window(16, 16))).isEqualTo(new ChunkRange(1, 1));
        assertThat(ChunkRange.of(window(15, 2))).isEqualTo(new ChunkRange(0, 1));
        assertThat(ChunkRange.of(window(75, 100))).isEqualTo(new ChunkRange(4, 10));
    }

    @Test
    void theChunksTogetherHoldEveryFrameOfTheWindowOnceInOrder() {
        for (int first = 0; first < 40; first += 3) {
            for (int frames = 1; frames < 50; frames += 4) {
                MotionWindow window = window(first, frames);
                List<Integer> found = new ArrayList<>();
                ChunkRange.of(window).chunks().forEach(chunk -> IntStream.range(
                                ChunkRange.from(chunk, window), ChunkRange.until(chunk, window))
                        .forEach(frame -> found.add(chunk * 16 + frame)));

                assertThat(found)
                        .containsExactlyElementsOf(
                                IntStream.range(first, first + frames).boxed().toList());
            }
        }
    }

    private static MotionWindow window(int firstFrame, int frames) {
        return new MotionWindow(0, firstFrame, frames, 0, frames);
    }
}
