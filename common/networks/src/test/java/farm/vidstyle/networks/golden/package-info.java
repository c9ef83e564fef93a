/**
 * Golden vectors of the reference implementation: {@link farm.vidstyle.networks.golden.Golden} finds them, compares with them and keeps
 * the report of the largest errors. Called by the tests of every network.
 */
@NullMarked
package farm.vidstyle.networks.golden;

import org.jspecify.annotations.NullMarked;
