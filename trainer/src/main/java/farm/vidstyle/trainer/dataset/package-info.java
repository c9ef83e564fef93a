/**
 * Turns a seed into talking heads: people with named attributes, smooth head motions, frames at any size and captions. Everything a network
 * has to learn is known exactly here, so the same code makes the training data and the ground truth of every score. Nothing is stored; a
 * frame of 64 pixels costs a fraction of a millisecond, and the same seed gives the same bytes everywhere.
 *
 * <p>Coordinates run over the frame from -1 to 1, x to the right, y downwards; images are planes [3, H, W] in [-1, 1].
 */
@NullMarked
package farm.vidstyle.trainer.dataset;

import org.jspecify.annotations.NullMarked;
