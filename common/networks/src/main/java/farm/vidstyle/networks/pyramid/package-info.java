/**
 * A small inversion encoder for generators of a few style layers: a convolutional pyramid whose maps of 4, 8 and 16 pixels
 * are read out by one linear layer per W+ code. It does what pSp does for full-size faces at a thousandth of the cost; the
 * demo model uses it, trained together with its generator. {@link farm.vidstyle.networks.pyramid.PyramidEncoder} is the entry.
 *
 * <p>Shapes: {@code N} images · {@code L} style layers · {@code S} style width.
 */
@NullMarked
package farm.vidstyle.networks.pyramid;

import org.jspecify.annotations.NullMarked;
