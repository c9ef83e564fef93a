/**
 * Attention: a style and the dynamics of a frame become three conditions, one each for the coarse, medium and fine layers
 * of the generator.
 *
 * <p>{@link farm.vidstyle.networks.modulation.CrossAttentionModulation} is the paper's network, in which style tokens ask
 * the dynamics tokens; {@link farm.vidstyle.networks.modulation.SelfAttentionModulation} is the reference's simpler
 * variant over one sequence. A whole network is one TorchScript method. Letters of shapes: {@code N} frames, {@code M}
 * dynamics tokens, {@code E} embedding.
 */
@NullMarked
package farm.vidstyle.networks.modulation;

import org.jspecify.annotations.NullMarked;
