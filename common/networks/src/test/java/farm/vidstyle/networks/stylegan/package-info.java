/** Tests of the generator: the reference's vectors in both formulations, and gradients. */
@NullMarked
package farm.vidstyle.networks.stylegan;

import org.jspecify.annotations.NullMarked;
