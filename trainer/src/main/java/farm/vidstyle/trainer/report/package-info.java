/**
 * What a training run writes down for people: a CSV table, event files for TensorBoard, clips, and meters.
 */
@NullMarked
package farm.vidstyle.trainer.report;

import org.jspecify.annotations.NullMarked;
