/** Tests of this package against the reference's vectors. */
@NullMarked
package farm.vidstyle.networks.pixels;

import org.jspecify.annotations.NullMarked;
