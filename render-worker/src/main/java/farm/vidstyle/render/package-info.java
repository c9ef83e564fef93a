/**
 * Motion and rendering: frames of a window become the initial state of the latent ODE; content, motion, style and times
 * become an encoded segment of the clip. The launcher and {@code main} start {@link farm.vidstyle.render.RenderService}.
 */
@NullMarked
package farm.vidstyle.render;

import org.jspecify.annotations.NullMarked;
