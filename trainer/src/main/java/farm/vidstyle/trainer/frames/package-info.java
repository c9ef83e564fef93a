/**
 * The videos of a training set and the batches made of them. {@link farm.vidstyle.trainer.frames.TrainingVideos} looks at what a list names
 * and says at once all that is missing; {@link farm.vidstyle.trainer.frames.BatchPlan} decides which videos and frames a step gets, from the
 * seed and the step alone; {@link farm.vidstyle.trainer.frames.BatchLoader} reads them ahead of the step.
 */
@NullMarked
package farm.vidstyle.trainer.frames;

import org.jspecify.annotations.NullMarked;
