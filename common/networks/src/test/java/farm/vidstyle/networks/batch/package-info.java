/** Tests of batching. */
@NullMarked
package farm.vidstyle.networks.batch;

import org.jspecify.annotations.NullMarked;
