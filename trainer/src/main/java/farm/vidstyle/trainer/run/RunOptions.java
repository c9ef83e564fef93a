package farm.vidstyle.trainer.run;

import java.nio.file.Path;

/**
 * How a configuration is run.
 *
 * @param folder where everything about the run is kept
 * @param seed of all that is drawn
 * @param steps after which the run ends, if not sooner; 0 leaves it to the configuration
 * @param recompute paints every image twice and holds the generator's activations of one alone: full size on one device
 * @param captions false: text has no say, as without captions in the reference
 */
public record RunOptions(Path folder, long seed, long steps, Intervals intervals, boolean recompute, boolean captions) {

    /**
     * Steps between what is done now and then.
     *
     * @param validation 0 leaves it to the configuration, which counts epochs
     */
    public record Intervals(int log, int checkpoint, int validation) {
        /** For runs of days. */
        public static final Intervals USUAL = new Intervals(10, 1000, 0);

        public Intervals {
            if (log < 1 || checkpoint < 1 || validation < 0) {
                throw new IllegalArgumentException("a row every " + log + ", a checkpoint every " + checkpoint
                        + " and a validation every " + validation + " steps; expected numbers from 1, the last from 0");
            }
        }
    }

    public Path checkpoint() {
        return folder.resolve("checkpoints").resolve("last.ckpt");
    }
}
