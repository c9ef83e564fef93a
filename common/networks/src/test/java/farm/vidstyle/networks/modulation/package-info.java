/** Tests of the modulation network against the reference's numbers. */
@NullMarked
package farm.vidstyle.networks.modulation;

import org.jspecify.annotations.NullMarked;
