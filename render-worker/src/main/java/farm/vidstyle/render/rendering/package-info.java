/**
 * One segment of an edit becomes H.264: the content's W+ code, moved along the drivers' motion under a style, one code a
 * frame, and the generator's picture of each. A frame depends on its time alone, not on the segment it is rendered in.
 * {@link farm.vidstyle.render.rendering.SegmentRenderer} is the entry. Letters of shapes: {@code T} frames, {@code L}
 * style layers, {@code S} style width, {@code E} embedding, {@code C} state channels, {@code h}, {@code w} rows and columns
 * of the state.
 */
@NullMarked
package farm.vidstyle.render.rendering;

import org.jspecify.annotations.NullMarked;
