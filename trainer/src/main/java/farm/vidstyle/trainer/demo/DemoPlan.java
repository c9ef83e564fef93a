package farm.vidstyle.trainer.demo;

/**
 * What a run of the recipe does.
 *
 * @param networks sizes of the networks
 * @param seed of everything random
 * @param threads that share a step
 * @param autoencoderSteps of stage 1
 * @param languageSteps of stage 2
 * @param motionSteps of stage 3
 * @param progressLines per stage
 */
record DemoPlan(
        DemoNetworks networks,
        long seed,
        int threads,
        int autoencoderSteps,
        int languageSteps,
        int motionSteps,
        int progressLines) {

    /** What made the shipped bundle; hours, not minutes, on two cores. */
    static DemoPlan full() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new DemoPlan(DemoNetworks.shipped(), 1, threads, 10_000, 1_200, 3_000, 100);
    }

    /** The same stages with hardly any steps: shows that the recipe runs, not that it learns. */
    static DemoPlan quick() {
        return new DemoPlan(DemoNetworks.shipped(), 1, 2, 20, 20, 10, 2);
    }
}
