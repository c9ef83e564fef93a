/**
 * Says what a picture shows, pose and looks, by drawing it: the renderer that made the ground truth draws hypotheses, and the one whose pixels
 * come nearest wins. Nothing here is learnt and nothing knows a network, so that the judge is independent of every model it judges. How
 * good it is stands beside every figure, measured on true pictures.
 */
@NullMarked
package farm.vidstyle.trainer.evaluation.judge;

import org.jspecify.annotations.NullMarked;
