/**
 * Data sets as the reference's scripts lay them out: {@code VIDEO/000.png}, … below one root, {@code VIDEO/000.pt}, … (W+ codes) below the same
 * or another one, {@code VIDEO/text_descriptions.txt}, and a list of videos. {@link farm.vidstyle.trainer.frames.VideoList} reads what is
 * there, {@link farm.vidstyle.trainer.frames.Batches} decides which videos and frames a step gets, from the seed and the step alone.
 */
@NullMarked
package farm.vidstyle.trainer.frames;

import org.jspecify.annotations.NullMarked;
