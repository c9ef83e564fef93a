/**
 * The frames of a window of video become {@code zd0}, the state of the latent ODE at the window's first frame. Chunks are
 * read one after the other and only their features are kept, so that a window's size in pixels does not matter. Letters
 * of shapes: {@code T} frames, {@code C} state channels, {@code h}, {@code w} rows and columns of the state.
 */
@NullMarked
package farm.vidstyle.render.motion;

import org.jspecify.annotations.NullMarked;
