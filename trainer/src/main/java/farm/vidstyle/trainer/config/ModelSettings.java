package farm.vidstyle.trainer.config;

import farm.vidstyle.trainer.objective.ObjectiveSettings;

/**
 * The model and what it is trained for.
 *
 * @param baseRate learning rate of one video; that of a step grows with its videos
 */
public record ModelSettings(double baseRate, NetworkSettings networks, ObjectiveSettings objective) {}
