/**
 * Turns what trained networks make into scores and sheets of pictures. Ground truth is always drawn by the renderer, for people and motions
 * that training never saw (seeds of their own). Called by the demo recipe at the end of every stage.
 */
@NullMarked
package farm.vidstyle.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
