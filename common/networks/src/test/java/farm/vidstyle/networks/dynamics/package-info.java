/** Tests of the motion networks against the reference's numbers. */
@NullMarked
package farm.vidstyle.networks.dynamics;

import org.jspecify.annotations.NullMarked;
