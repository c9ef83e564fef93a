/**
 * A video file or stream becomes upright RGB frames with true timestamps, one at a time, in constant memory.
 * The end of the stream is where truncation and corruption show, so the last {@code hasNext()} may still refuse the video.
 * Shot boundaries are found on the way, from the same frames.
 */
@NullMarked
package farm.vidstyle.video.decode;

import org.jspecify.annotations.NullMarked;
