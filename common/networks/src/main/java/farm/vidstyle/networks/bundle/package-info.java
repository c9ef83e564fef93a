/**
 * Model bundles: a folder with {@code bundle.yaml} and files of weights becomes the networks of one model, ready to use.
 *
 * <p>{@link farm.vidstyle.networks.bundle.ModelBundle} is the entry for those who compute,
 * {@link farm.vidstyle.networks.bundle.BundleManifest} for those who write or inspect bundles. Opening is strict: digests
 * must match, and every network must find exactly the names and shapes it needs; all problems are reported together.
 * Letters of shapes: {@code N} images, {@code L} style layers, {@code S} style width.
 */
@NullMarked
package farm.vidstyle.networks.bundle;

import org.jspecify.annotations.NullMarked;
