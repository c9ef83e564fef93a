/**
 * Golden vectors of the reference implementation: {@link farm.vidstyle.networks.golden.Golden} finds a folder of them and compares with
 * it; {@link farm.vidstyle.networks.golden.GoldenReport} keeps the largest errors, written to {@code target/golden-report.md} at the end
 * of a run. {@code -Dgolden.dir=FOLDER} takes other vectors of the same layout: sizes come from their {@code meta.json} and weights,
 * cases from their file names, and what they lack is reported as absent. Called by the tests of every network.
 */
@NullMarked
package farm.vidstyle.networks.golden;

import org.jspecify.annotations.NullMarked;
