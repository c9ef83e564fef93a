/**
 * The motion of a clip: frames become the initial state of a latent ODE, and that state becomes tokens at any time.
 *
 * <p>{@link farm.vidstyle.networks.dynamics.VideoEncoder} reads frames into feature maps and runs backwards over them with
 * an ODE-GRU; {@link farm.vidstyle.networks.dynamics.LatentOde} solves forward from what it found. The convolutions of
 * the frame encoder are float32, everything that moves along time is float64, as in the reference. Times are those of the
 * model: frame numbers divided by the video length it was trained on, 0 at the first frame of the clip.
 *
 * <p>Letters of shapes: {@code B} clips, {@code T} frames, {@code N} images, {@code C} state channels, {@code H}, {@code W}
 * frame size, {@code h}, {@code w} state size, {@code M} = h·w tokens, {@code E} embedding.
 */
@NullMarked
package farm.vidstyle.networks.dynamics;

import org.jspecify.annotations.NullMarked;
