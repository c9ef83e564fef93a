/**
 * Frames of several clips side by side in one picture with a label per row: what a person looks at first.
 */
@NullMarked
package farm.vidstyle.video.sheet;

import org.jspecify.annotations.NullMarked;
