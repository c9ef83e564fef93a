/**
 * StyleGAN2 (Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", 2020): turns W+ codes into images. Entry is
 * {@link farm.vidstyle.networks.stylegan.Generator}; names of weights are those of the public PyTorch port by rosinality.
 *
 * <p>The one idea to know: a modulated convolution is computed as scale, shared convolution, rescale, because per-sample kernels (the
 * form of the paper) cannot be batched; and where a style is the same for a whole clip it is multiplied into the kernel once, after which
 * the layer is a plain convolution. Activations are channels-last throughout. Each layer is one call of {@code generator.torchscript}.
 *
 * <p>Letters: {@code N} images, {@code L} style layers, {@code S} style width, {@code I}/{@code O} channels in and out, {@code K} kernel.
 */
@NullMarked
package farm.vidstyle.networks.stylegan;

import org.jspecify.annotations.NullMarked;
