/**
 * Single pictures: frames as PNG files, and uploaded photos as frames. The size in a picture's header is checked against the limits before
 * a pixel is decoded.
 */
@NullMarked
package farm.vidstyle.video.still;

import org.jspecify.annotations.NullMarked;
