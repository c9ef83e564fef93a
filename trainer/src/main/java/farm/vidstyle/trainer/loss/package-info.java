/**
 * Losses: each maps tensors to one number that gradients can start from. The weights between losses are the caller's.
 *
 * <p>Shapes: {@code N} images · {@code L} style layers · {@code S} style width.
 */
@NullMarked
package farm.vidstyle.trainer.loss;

import org.jspecify.annotations.NullMarked;
