/**
 * Says whether a training set is whole: {@link farm.vidstyle.trainer.inspection.Inspection} reads every picture, code, description and list
 * and names each file that is missing, damaged or does not fit the others, before a training run finds it out hours later. It changes
 * nothing. Letters of shapes: {@code L} style layers, {@code S} style width.
 */
@NullMarked
package farm.vidstyle.trainer.inspection;

import org.jspecify.annotations.NullMarked;
