/**
 * What every training stage is made of: parameters that come into being as a network asks for them, Adam, moving averages, learning-rate
 * schedules, snapshots and the loop around a step. Networks are those of {@code farm.vidstyle.networks}; nothing here knows which one is trained.
 */
@NullMarked
package farm.vidstyle.trainer.training;

import org.jspecify.annotations.NullMarked;
