package farm.vidstyle.trainer.demo;

/**
 * What a run of the recipe does.
 *
 * @param networks sizes of the networks
 * @param seed of everything random
 * @param parts of a step, computed side by side; not the machine's but the plan's, so that everywhere the same is drawn
 * @param autoencoderSteps of stage 1
 * @param basisPeople on whom the codes of stage 1 are measured
 * @param tuningSteps of stage 2
 * @param languageSteps of stage 3
 * @param readoutExamples that stage 4 draws once for each of its two runs
 * @param readoutSteps of stage 4, once for motion and once for style
 * @param sightSteps of stage 5
 * @param filterSteps of stage 6
 * @param dynamicsClips that stages 7 and 8 draw once each
 * @param dynamicsSteps of stage 7
 * @param wholeSteps of stage 8
 * @param examinedClips on which the finished bundle is scored
 * @param reports on progress per stage
 */
public record DemoPlan(
        DemoNetworks networks,
        long seed,
        int parts,
        int autoencoderSteps,
        int basisPeople,
        int tuningSteps,
        int languageSteps,
        int readoutExamples,
        int readoutSteps,
        int sightSteps,
        int filterSteps,
        int dynamicsClips,
        int dynamicsSteps,
        int wholeSteps,
        int examinedClips,
        int reports) {

    /** Makes the shipped bundle, in about two hours on two cores. */
    public static DemoPlan full() {
        return new DemoPlan(
                DemoNetworks.shipped(),
                1,
                2,
                18_000,
                1_000,
                8_000,
                2_000,
                10_000,
                5_000,
                4_000,
                2_500,
                2_000,
                2_000,
                1_500,
                64,
                100);
    }

    /** The same stages with narrower codes and few steps: shows that the recipe runs and that every loss falls, not how far. */
    public static DemoPlan quick() {
        return new DemoPlan(DemoNetworks.small(), 1, 2, 24, 60, 10, 16, 64, 20, 20, 20, 4, 20, 20, 1, 5);
    }
}
