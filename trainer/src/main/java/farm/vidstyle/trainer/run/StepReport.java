package farm.vidstyle.trainer.run;

import farm.vidstyle.trainer.objective.LossValues;
import java.util.OptionalLong;

/**
 * What a step came to.
 *
 * @param done steps made
 * @param end steps the run will make; empty if it has no end of its own
 * @param epoch times all videos were seen
 * @param seconds that the step took, with all that lay between it and the last one
 * @param libtorchShare of that time, from 0 to 1
 */
public record StepReport(
        long done, OptionalLong end, long epoch, LossValues losses, double seconds, double libtorchShare) {}
