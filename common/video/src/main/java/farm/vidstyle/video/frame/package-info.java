/**
 * Pictures in memory: 8-bit RGB frames with the time they are shown, how they are resampled, and still images as files.
 * A frame is always upright, square-pixelled and opaque; whoever makes one has already applied rotation, pixel aspect and alpha.
 * Everything else in this module turns files into these frames or these frames into files.
 */
@NullMarked
package farm.vidstyle.video.frame;

import org.jspecify.annotations.NullMarked;
