/**
 * Stored chunks become tensors. Networks know no files and videos no tensors: here the two meet. Letters of shapes:
 * {@code N} images, {@code H}, {@code W} rows and columns.
 */
@NullMarked
package farm.vidstyle.worker.frames;

import org.jspecify.annotations.NullMarked;
