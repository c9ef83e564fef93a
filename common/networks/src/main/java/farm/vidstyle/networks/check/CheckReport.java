package farm.vidstyle.networks.check;

import java.util.List;

/**
 * What was found in a bundle.
 *
 * @param digest of the manifest; empty where there is none that can be read
 * @param loadSeconds for digests and weights
 * @param outputs of the networks, in the order in which a frame passes through them
 * @param problems that keep the bundle from being used
 */
public record CheckReport(
        String name,
        String version,
        String licence,
        String digest,
        double loadSeconds,
        List<Output> outputs,
        List<String> problems) {

    public CheckReport {
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }

    /** True where nothing speaks against using the bundle. */
    public boolean sound() {
        return problems.isEmpty();
    }

    /**
     * The result of one network.
     *
     * @param min of the finite values, as are {@code max} and {@code mean}
     */
    public record Output(
            String network, List<Long> shape, double min, double max, double mean, Unfit unfit, double seconds) {
        public Output {
            shape = List.copyOf(shape);
        }
    }

    /** How many values are not numbers to work with. */
    public record Unfit(long nan, long infinite) {
        boolean any() {
            return nan + infinite > 0;
        }
    }
}
