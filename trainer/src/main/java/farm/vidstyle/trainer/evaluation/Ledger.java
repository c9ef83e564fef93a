package farm.vidstyle.trainer.evaluation;

import java.util.Map;
import java.util.TreeMap;

/** What was measured, clip by clip, under names; only means are read. */
final class Ledger {

    private final Map<String, Sum> sums = new TreeMap<>();

    private record Sum(double total, int count) {
        Sum and(double value) {
            return new Sum(total + value, count + 1);
        }
    }

    void add(String name, double value) {
        sums.put(name, sums.getOrDefault(name, new Sum(0, 0)).and(value));
    }

    void add(String name, boolean yes) {
        add(name, yes ? 1 : 0);
    }

    /** The mean of what was added; not a number where nothing was, as of an axis that no clip moves. */
    double mean(String name) {
        Sum sum = sums.getOrDefault(name, new Sum(0, 0));
        return sum.total() / sum.count();
    }

    /** A mean of squared errors on the scale [0, 1] in decibels. */
    double psnr(String name) {
        return Measures.psnr(mean(name));
    }
}
