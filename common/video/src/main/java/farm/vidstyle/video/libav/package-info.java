/**
 * The thin layer over FFmpeg's libraries: opening files under an allow-list, writing them, filter graphs, return codes, logging.
 * Native memory lives exactly as long as the {@code AutoCloseable} that owns it. Only the other packages of this module use it; nothing
 * of FFmpeg's types shows in their interfaces.
 */
@NullMarked
package farm.vidstyle.video.libav;

import org.jspecify.annotations.NullMarked;
