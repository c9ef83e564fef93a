/** Tests of checking bundles. */
@NullMarked
package farm.vidstyle.networks.check;

import org.jspecify.annotations.NullMarked;
