package farm.vidstyle.trainer.objective;

import java.util.EnumMap;
import java.util.List;
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

    /** Of several batches, which must have the same losses; none give nothing. */
    public static LossValues mean(List<LossValues> all) {
        Map<Loss, Double> terms = new EnumMap<>(Loss.class);
        double total = 0;
        for (LossValues values : all) {
            values.terms().forEach((loss, value) -> terms.merge(loss, value / all.size(), Double::sum));
            total += values.total() / all.size();
        }
        return new LossValues(terms, all.isEmpty() ? Map.of() : all.get(0).weights(), total);
    }

    static Map<Loss, Double> weights(Lambdas lambdas, long step) {
        Map<Loss, Double> weights = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            weights.put(loss, lambdas.of(loss).at(step));
        }
        return weights;
    }
}
