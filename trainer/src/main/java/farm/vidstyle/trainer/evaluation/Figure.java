package farm.vidstyle.trainer.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured number, beside what plain ways to do the same reach.
 *
 * @param group of figures that belong together
 * @param name unique in an evaluation
 * @param value not a number where no clip shows it
 * @param baselines by their names
 * @param about what was measured, for readers
 */
public record Figure(String group, String name, Unit unit, double value, Map<String, Double> baselines, String about) {

    /** How a figure is read. */
    public enum Unit {
        DECIBELS("dB", 1),
        PERCENT("%", 0),
        CORRELATION("", 2),
        SIMILARITY("", 3),
        GREY_LEVELS("grey levels", 2);

        private final String symbol;
        private final int digits;

        Unit(String symbol, int digits) {
            this.symbol = symbol;
            this.digits = digits;
        }

        /** As {@code 27.4 dB}; a dash for what could not be measured. */
        public String text(double value) {
            if (!Double.isFinite(value)) {
                return "–";
            }
            double shown = this == PERCENT ? 100 * value : value;
            String number = String.format(java.util.Locale.ROOT, "%." + digits + "f", shown);
            return symbol.isEmpty() ? number : number + " " + symbol;
        }
    }

    public Figure {
        baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines)); // in the order given
    }
}
