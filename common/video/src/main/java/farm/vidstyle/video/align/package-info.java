/**
 * Source frames become frames of the model's size, and each keeps the affine transform that brought it there, so that
 * results can be pasted back into the source. The mode comes from the model bundle. Boxes are cut here, faces by their own
 * package, which asks for turned pictures here.
 */
@NullMarked
package farm.vidstyle.video.align;

import org.jspecify.annotations.NullMarked;
