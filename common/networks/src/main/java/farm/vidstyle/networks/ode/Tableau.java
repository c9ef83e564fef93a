package farm.vidstyle.networks.ode;

import java.util.List;

/**
 * An explicit Runge-Kutta method as data.
 *
 * <pre>
 *  nodes | rows                 k1 = f(t, y);  k(i+1) = f(t + node_i dt, y + dt sum_j row_ij k_j)
 *  ------+----------
 *    1/2 | 1/2                  The last row is the solution: its argument is the next y, its slope the first
 *      1 | 0    1               stage of the next step, for every method here ("first same as last").
 *        | error                embedded error estimate dt sum_j error_j k_j over all stages; empty: none
 *        | middle               y in the middle of the step, for dense output; empty: cubic Hermite
 * </pre>
 */
public record Tableau(int order, List<Double> nodes, List<List<Double>> rows, List<Double> error, List<Double> middle) {

    /** First order: follow the slope. */
    public static final Tableau EULER = new Tableau(1, List.of(1.0), List.of(List.of(1.0)), List.of(), List.of());

    /** Second order: follow the slope found half a step ahead. */
    public static final Tableau MIDPOINT =
            new Tableau(2, List.of(0.5, 1.0), List.of(List.of(0.5), List.of(0.0, 1.0)), List.of(), List.of());

    /** The classical method of fourth order. */
    public static final Tableau RK4 = new Tableau(
            4,
            List.of(0.5, 0.5, 1.0, 1.0),
            List.of(
                    List.of(0.5),
                    List.of(0.0, 0.5),
                    List.of(0.0, 0.0, 1.0),
                    List.of(1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6)),
            List.of(),
            List.of());

    /** Dormand and Prince (1980), fifth order with a fourth-order error estimate; middle after Shampine (1986). */
    public static final Tableau DORMAND_PRINCE = new Tableau(
            5,
            List.of(1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1.0, 1.0),
            List.of(
                    List.of(1.0 / 5),
                    List.of(3.0 / 40, 9.0 / 40),
                    List.of(44.0 / 45, -56.0 / 15, 32.0 / 9),
                    List.of(19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729),
                    List.of(9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656),
                    List.of(35.0 / 384, 0.0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84)),
            List.of(
                    35.0 / 384 - 1951.0 / 21600,
                    0.0,
                    500.0 / 1113 - 22642.0 / 50085,
                    125.0 / 192 - 451.0 / 720,
                    -2187.0 / 6784 + 12231.0 / 42400,
                    11.0 / 84 - 649.0 / 6300,
                    -1.0 / 60),
            List.of(
                    6025192743.0 / 30085553152.0 / 2,
                    0.0,
                    51252292925.0 / 65400821598.0 / 2,
                    -2691868925.0 / 45128329728.0 / 2,
                    187940372067.0 / 1594534317056.0 / 2,
                    -1776094331.0 / 19743644256.0 / 2,
                    11237099.0 / 235043384.0 / 2));

    private static final double ROUNDING = 1e-12;

    public Tableau {
        if (nodes.size() != rows.size() || rows.isEmpty()) {
            throw new IllegalArgumentException(nodes.size() + " nodes for " + rows.size() + " rows; expected as many");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != i + 1) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows.get(i).size() + " weights; expected " + (i + 1));
            }
            requireSum("row " + i, rows.get(i), nodes.get(i));
        }
        requireStages("error", error, rows.size() + 1, 0);
        requireStages("middle", middle, rows.size() + 1, 0.5);
        error = List.copyOf(error);
        middle = List.copyOf(middle);
    }

    private static void requireStages(String name, List<Double> weights, int stages, double sum) {
        if (weights.isEmpty()) {
            return;
        }
        if (weights.size() != stages) {
            throw new IllegalArgumentException(
                    name + " has " + weights.size() + " weights; expected one for each of " + stages + " stages");
        }
        requireSum(name, weights, sum);
    }

    private static void requireSum(String name, List<Double> weights, double expected) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (Math.abs(sum - expected) > ROUNDING) {
            throw new IllegalArgumentException(name + " sums to " + sum + "; expected " + expected);
        }
    }
}
