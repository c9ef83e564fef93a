/** Tests of looking into files. */
@NullMarked
package farm.vidstyle.networks.inspect;

import org.jspecify.annotations.NullMarked;
