package farm.vidstyle.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, round by round; ratios are taken within a round, where both sides met the same machine. */
record Rounds(List<Map<Entrant, Map<String, Double>>> all) {
    Rounds {
        all = List.copyOf(all);
    }

    /** Of a frame. */
    double milliseconds(Entrant entrant) {
        return median(round -> milliseconds(round, entrant));
    }

    double gflops(String type) {
        return median(round -> gflops(round, type));
    }

    /** How many times faster the one is than the other. */
    double speedUp(Entrant fast, Entrant slow) {
        return median(round -> milliseconds(round, slow) / milliseconds(round, fast));
    }

    /** What share of the peak a decoder reaches whose frame takes so many operations. */
    double shareOfPeak(Entrant decoder, double flops) {
        return median(round -> flops / 1e6 / milliseconds(round, decoder) / gflops(round, ConvolutionPeak.FLOAT32));
    }

    private double median(ToDoubleFunction<Map<Entrant, Map<String, Double>>> number) {
        double[] sorted = all.stream().mapToDouble(number).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double milliseconds(Map<Entrant, Map<String, Double>> round, Entrant entrant) {
        return round.get(entrant).get(DecoderContestant.MILLISECONDS);
    }

    private static double gflops(Map<Entrant, Map<String, Double>> round, String type) {
        return round.get(Entrant.PEAK).get(type);
    }
}
