/**
 * What VidStyleODE is trained for: one step's two passes (reconstruction and edit), the losses between their images and the real frames, and
 * the gradients of their weighted sum. {@link farm.vidstyle.trainer.objective.Objective} is the entry.
 *
 * <p>Letters of shapes: {@code B} clips, {@code T} frames of a clip, {@code K} of them chosen for the step, {@code N} = K·B images with time
 * slow, {@code L} style layers, {@code S} style width, {@code E} features of CLIP.
 */
@NullMarked
package farm.vidstyle.trainer.objective;

import org.jspecify.annotations.NullMarked;
