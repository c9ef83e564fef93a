/** Tests of the readers of weights: genuine files in every layout that the golden vectors have, and hostile ones. */
@NullMarked
package farm.vidstyle.networks.weights;

import org.jspecify.annotations.NullMarked;
