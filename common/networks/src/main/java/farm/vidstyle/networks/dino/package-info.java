/**
 * DINO (Caron et al. 2021), a vision transformer that learnt without labels, as the judge of structure and appearance: the keys of its
 * last layer tell how the parts of a picture lie, its class token what the picture looks like (Splice, Tumanyan et al. 2022). Only training
 * uses it.
 *
 * <p>Letters of shapes: {@code N} images, {@code M} tokens, the class token first, {@code E} width.
 */
@NullMarked
package farm.vidstyle.networks.dino;

import org.jspecify.annotations.NullMarked;
