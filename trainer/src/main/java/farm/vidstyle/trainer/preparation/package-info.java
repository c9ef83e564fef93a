/**
 * Videos become a training set: {@link farm.vidstyle.trainer.preparation.Extraction} makes a folder of frames of each video, {@link
 * farm.vidstyle.trainer.preparation.Split} deals the folders out to training and validation. Codes come from the farm's workers, which this
 * module does not know. What is done is not done again, and a folder appears whole or not at all, so that either may be killed and started
 * again at any time; what is wrong with one video is a {@link farm.vidstyle.trainer.preparation.Problem} and does not stop the others.
 */
@NullMarked
package farm.vidstyle.trainer.preparation;

import org.jspecify.annotations.NullMarked;
