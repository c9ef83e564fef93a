/** Tests of this package against the reference's vectors. */
@NullMarked
package farm.vidstyle.networks.psp;

import org.jspecify.annotations.NullMarked;
