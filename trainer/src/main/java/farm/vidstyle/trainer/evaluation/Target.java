package farm.vidstyle.trainer.evaluation;

/**
 * What a figure should reach.
 *
 * @param name the figure's
 * @param bound the least value, or the most where {@code atMost}
 */
public record Target(String name, double value, double bound, boolean atMost) {

    /** A figure that could not be measured meets nothing. */
    public boolean met() {
        return Double.isFinite(value) && (atMost ? value <= bound : value >= bound);
    }
}
