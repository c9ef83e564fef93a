/**
 * Whether a model bundle can be trusted with work: its files are what the manifest says, every network loads strictly, and one frame
 * passes through all of them with finite numbers.
 *
 * <p>{@link farm.vidstyle.networks.check.BundleCheck} is the entry. It computes what workers compute, with pictures that it draws
 * itself.
 */
@NullMarked
package farm.vidstyle.networks.check;

import org.jspecify.annotations.NullMarked;
