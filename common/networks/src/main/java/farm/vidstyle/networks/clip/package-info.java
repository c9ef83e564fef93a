/**
 * CLIP (Radford et al., 2021) with a vision transformer: turns pictures and sentences into points of one space, whose differences are
 * VidStyleODE's style directions. Entry is {@link farm.vidstyle.networks.clip.Clip}; sentences become ids in
 * {@link farm.vidstyle.networks.clip.Tokenizer}. Names of weights are those of OpenAI's files; any width, depth and vocabulary goes, so
 * that training builds a small one of the same kind.
 *
 * <p>Letters: {@code N} pictures or sentences, {@code M} tokens, {@code C} width of a tower, {@code E} embedding.
 */
@NullMarked
package farm.vidstyle.networks.clip;

import org.jspecify.annotations.NullMarked;
