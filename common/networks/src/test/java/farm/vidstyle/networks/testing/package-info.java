/**
 * The official files in miniature or at full size, with random weights: {@link farm.vidstyle.networks.testing.OfficialFiles} writes them
 * in the layouts in which they are published, for tests of importing and for measuring a farm that runs models of that size.
 */
@NullMarked
package farm.vidstyle.networks.testing;

import org.jspecify.annotations.NullMarked;
