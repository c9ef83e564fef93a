package farm.vidstyle.networks.mapper;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One group of style layers and how it is moved.
 *
 * @param layers l, how many style layers the group has
 * @param modules how many modulation modules follow each other; without conditions there are none
 * @param cut whether modules stop before the modulation, so that conditions have no effect
 * @param conditionWidths of the conditions that drive the group, up to three; none: the group is not moved
 * @param combination of several conditions
 */
public record MapperGroup(
        int layers, int modules, boolean cut, List<Integer> conditionWidths, Combination combination) {

    private static final int MAX_CONDITIONS = 3;

    /** How several conditions become one modulation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "how")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Concatenated.class, name = "concatenated"),
        @JsonSubTypes.Type(value = Blended.class, name = "blended")
    })
    public sealed interface Combination {}

    /** Concatenated before one network ({@code cat}). */
    public record Concatenated() implements Combination {}

    /**
     * A network each, whose results are mixed by learned shares of shape [1, rows, columns] ({@code mfmod}); rows are l or
     * 1, columns S or 1.
     */
    public record Blended(int rows, int columns) implements Combination {}

    public MapperGroup {
        if (layers < 1 || modules < 1) {
            throw new IllegalArgumentException("a mapper group has " + layers + " layers and " + modules
                    + " modules; expected at least one of each");
        }
        if (conditionWidths.size() > MAX_CONDITIONS) {
            throw new IllegalArgumentException(
                    "a mapper group has " + conditionWidths.size() + " conditions; expected up to " + MAX_CONDITIONS);
        }
        conditionWidths = List.copyOf(conditionWidths);
    }

    /** A group driven by one condition, as in the paper. */
    public static MapperGroup of(int layers, int modules, int conditionWidth) {
        return new MapperGroup(layers, modules, false, List.of(conditionWidth), new Concatenated());
    }

    boolean blends() {
        return conditionWidths.size() > 1 && combination instanceof Blended;
    }
}
