package farm.vidstyle.render.motion;

import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionWindow;
import java.util.stream.IntStream;

/**
 * The chunks that hold the frames of a window.
 *
 * @param first number of the first chunk
 * @param last number of the last chunk
 */
record ChunkRange(int first, int last) {
    static ChunkRange of(MotionWindow window) {
        return new ChunkRange(
                window.firstFrame() / FramesExtracted.CHUNK_FRAMES,
                (window.firstFrame() + window.frames() - 1) / FramesExtracted.CHUNK_FRAMES);
    }

    IntStream chunks() {
        return IntStream.rangeClosed(first, last);
    }

    /** Where in {@code chunk} the window's frames start. */
    static int from(int chunk, MotionWindow window) {
        return Math.max(0, window.firstFrame() - chunk * FramesExtracted.CHUNK_FRAMES);
    }

    /** Where in {@code chunk} the window's frames stop, exclusive. */
    static int until(int chunk, MotionWindow window) {
        return Math.min(
                FramesExtracted.CHUNK_FRAMES,
                window.firstFrame() + window.frames() - chunk * FramesExtracted.CHUNK_FRAMES);
    }
}
