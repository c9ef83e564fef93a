package farm.vidstyle.trainer.inspection;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often each value occurs. */
final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String value) {
        counts.merge(value, 1, Integer::sum);
    }

    /** The most frequent value; the first of them by name; empty where nothing was counted. */
    String most() {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
