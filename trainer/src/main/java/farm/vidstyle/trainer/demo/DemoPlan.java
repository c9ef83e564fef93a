package farm.vidstyle.trainer.demo;

/**
 * What a run of the recipe does.
 *
 * @param networks sizes of the networks
 * @param seed of everything random
 * @param threads that share a step
 * @param autoencoderSteps of stage 1
 * @param basisPeople on whom the codes of stage 1 are measured
 * @param languageSteps of stage 2
 * @param readoutSteps of stage 3, once for motion and once for style
 * @param dynamicsSteps of stage 4
 * @param tuningSteps of the generator at the end
 * @param examinedClips on which the finished bundle is scored
 * @param progressLines per stage
 */
record DemoPlan(
        DemoNetworks networks,
        long seed,
        int threads,
        int autoencoderSteps,
        int basisPeople,
        int languageSteps,
        int readoutSteps,
        int dynamicsSteps,
        int tuningSteps,
        int examinedClips,
        int progressLines) {

    /** What made the shipped bundle; hours, not minutes, on two cores. */
    static DemoPlan full() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new DemoPlan(DemoNetworks.shipped(), 1, threads, 10_000, 900, 3_000, 1_500, 3_000, 3_000, 12, 100);
    }

    /** The same stages with hardly any steps: shows that the recipe runs, not that it learns. */
    static DemoPlan quick() {
        return new DemoPlan(DemoNetworks.shipped(), 1, 2, 20, 60, 10, 6, 6, 6, 1, 2);
    }
}
