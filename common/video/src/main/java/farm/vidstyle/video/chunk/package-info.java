/**
 * Up to sixteen aligned frames as one lossless object (FFV1 in Matroska), written by the splitter and read back bit for bit by the
 * workers. The frames' times travel in the object as decimal text, because Matroska itself rounds to milliseconds.
 */
@NullMarked
package farm.vidstyle.video.chunk;

import org.jspecify.annotations.NullMarked;
