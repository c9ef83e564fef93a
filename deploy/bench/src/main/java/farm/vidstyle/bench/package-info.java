/**
 * Measures what no unit test can hold: how fast the decoder is beside what the machine could do, and beside the official formulation of the
 * same network. Entry is {@link farm.vidstyle.bench.DecoderBenchmark}, which turns a plan into figures; the command line prints them.
 *
 * <p>The one idea to know: each contestant is a process of its own, so that its peak memory is its own, and they are measured in turns, round
 * after round, so that whatever else the machine does hurts all alike. Letters of shapes are those of
 * {@code farm.vidstyle.networks.stylegan}.
 */
@NullMarked
package farm.vidstyle.bench;

import org.jspecify.annotations.NullMarked;
