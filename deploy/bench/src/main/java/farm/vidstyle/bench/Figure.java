package farm.vidstyle.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param name dotted, lower case
 * @param baseline what it is compared with, in the same unit
 * @param ratio of the two, such that more is better
 * @param target the ratio that is wanted; where there is no ratio, the value
 * @param met whether the target is reached
 */
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double baseline,
        @Nullable Double ratio,
        @Nullable Double target,
        @Nullable Boolean met) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final MathContext DIGITS = new MathContext(4);

    static Figure of(String name, double value, String unit) {
        return new Figure(name, rounded(value), unit, null, null, null, null);
    }

    /** The same beside what it is compared with. */
    Figure beside(double baseline, double ratio) {
        return new Figure(name, value, unit, rounded(baseline), rounded(ratio), target, met);
    }

    /** The same with a goal: the ratio, or the value where there is none, is to be so large. */
    Figure atLeast(double target) {
        double reached = ratio == null ? value : ratio;
        return new Figure(name, value, unit, baseline, ratio, target, reached >= target);
    }

    /** The same with a goal: the value is to be no larger. */
    Figure atMost(double target) {
        return new Figure(name, value, unit, baseline, ratio, target, value <= target);
    }

    /** False only where a target is missed. */
    public boolean acceptable() {
        return met == null || met;
    }

    /** As a JSON object on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a figure that is no JSON: " + this, e);
        }
    }

    /** As a line of a table, under {@link #heading}. */
    public String line() {
        String verdict = met == null ? "" : met ? "met" : "MISSED";
        return row(name, plain(value), unit, plain(baseline), plain(ratio), plain(target), verdict);
    }

    public static String heading() {
        return row("figure", "value", "unit", "baseline", "ratio", "target", "");
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-28s %10s  %-9s %10s %8s %8s  %s", cells)
                .stripTrailing();
    }

    private static String plain(@Nullable Double number) {
        return number == null
                ? ""
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Four digits are more than a measurement is worth. */
    private static double rounded(double number) {
        return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : number;
    }
}
