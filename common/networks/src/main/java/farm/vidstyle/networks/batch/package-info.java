/**
 * Networks over many images with bounded memory: inputs are cut into batches of one size, the last one padded, so that an
 * image's result depends neither on how many others are computed with it nor on how a clip was divided.
 */
@NullMarked
package farm.vidstyle.networks.batch;

import org.jspecify.annotations.NullMarked;
