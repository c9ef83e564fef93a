package farm.vidstyle.trainer.objective;

import java.util.EnumMap;
import java.util.Map;

/**
 * A step's losses as numbers.
 *
 * @param terms unweighted; a loss whose weight is 0 was not computed and is not there
 * @param weights of all losses at this step
 */
public record LossValues(Map<Loss, Double> terms, Map<Loss, Double> weights, double total) {

    public LossValues {
        terms = Map.copyOf(terms);
        weights = Map.copyOf(weights);
    }

    static Map<Loss, Double> weights(Lambdas lambdas, long step) {
        Map<Loss, Double> weights = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            weights.put(loss, lambdas.of(loss).at(step));
        }
        return weights;
    }
}
