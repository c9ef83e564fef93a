/** Tests of the solvers: known solutions, and the reference's own numbers. */
@NullMarked
package farm.vidstyle.networks.ode;

import org.jspecify.annotations.NullMarked;
