/**
 * Python's pickle format as data: reading runs the pickle machine on plain values, writing produces what Python reads back. No class
 * and no function of a pickle exists here; a {@link farm.vidstyle.networks.weights.pickle.Vocabulary} says which names may occur and
 * which plain value stands for a call of each, and any other name stops the reading before anything is made of it. The package knows
 * neither tensors nor files.
 */
@NullMarked
package farm.vidstyle.networks.weights.pickle;

import org.jspecify.annotations.NullMarked;
