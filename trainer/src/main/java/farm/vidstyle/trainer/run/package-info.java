/**
 * A training run: its steps, its checkpoints, how it stops and goes on. {@link farm.vidstyle.trainer.run.TrainingRun} is the entry. What a step
 * computes follows from the seed and the step's number alone, so that a resumed run equals one that was never stopped.
 */
@NullMarked
package farm.vidstyle.trainer.run;

import org.jspecify.annotations.NullMarked;
