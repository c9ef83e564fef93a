package farm.vidstyle.trainer.config;

import farm.vidstyle.trainer.frames.DataSettings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a configuration file says.
 *
 * @param workers threads that read frames
 * @param facts every value of the file that decides about the numbers of a run, by its path
 */
public record TrainingConfig(
        ModelSettings model,
        DataSettings training,
        DataSettings validation,
        int workers,
        WeightFiles weights,
        Schedule schedule,
        Map<String, String> facts) {

    public TrainingConfig {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Of the modulation and the mapper; the video encoder learns five times as fast. */
    public double learningRate() {
        return schedule.accumulated() * (double) training.batch() * model.baseRate();
    }
}
