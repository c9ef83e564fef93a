/**
 * pSp (Richardson et al., "Encoding in Style", 2021): turns an aligned picture into the W+ code of a StyleGAN2 generator. A residual
 * trunk gives features at three scales; from each a few heads read one row of the code, coarse rows from the coarsest. Called by the
 * inversion worker and, with small widths, by training. Names of weights are those of the public implementation.
 *
 * <p>Letters: {@code N} images, {@code L} style layers, {@code S} style width, {@code C} channels.
 */
@NullMarked
package farm.vidstyle.networks.psp;

import org.jspecify.annotations.NullMarked;
