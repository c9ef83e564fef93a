/** Tests of model bundles. */
@NullMarked
package farm.vidstyle.networks.bundle;

import org.jspecify.annotations.NullMarked;
