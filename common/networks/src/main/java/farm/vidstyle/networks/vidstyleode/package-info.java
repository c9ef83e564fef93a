/**
 * VidStyleODE as one model: frames to motion, motion to dynamics at any time, style and dynamics to W+ codes.
 *
 * <p>{@link farm.vidstyle.networks.vidstyleode.VidStyleOde} is the entry. Its product methods take one clip, record no
 * gradients and give the same numbers however a clip is divided; training uses the networks behind it, with batches. The
 * generator and CLIP are not part of it. Letters of shapes: {@code B} clips, {@code T} frames of a clip, {@code N} = T·B
 * frames with time slow, {@code C} state channels, {@code M} = h·w tokens, {@code E} embedding, {@code L} style layers,
 * {@code S} style width.
 */
@NullMarked
package farm.vidstyle.networks.vidstyleode;

import org.jspecify.annotations.NullMarked;
