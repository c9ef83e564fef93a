package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Stage 6: ODE-GRU and ODE of a single place, on the bare poses of heads with noise, as a frame encoder would read them. A step meets hundreds of
 * motions for the price of a few clips.
 */
final class FilterStage {

    private static final int SIGNALS = 128; // of one part of a step
    private static final double RATE = 2e-3;
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 5;
    private static final double LEAST_VISIBLE = 0.2; // of a pose; places show more or less of it
    private static final double LEAST_NOISE = 0.01; // of half an axis's range
    private static final double MOST_NOISE = 0.12;

    private final Workplace workplace;
    private final DemoPlan plan;
    final Parameters parameters;
    private final BareFilter filter;
    private final NDArray axisWeights;

    FilterStage(Workplace workplace) {
        this.workplace = workplace;
        plan = workplace.plan();
        parameters = new Parameters(workplace.model(), plan.seed() + 4, MotionNetworks::initialValues);
        filter = new BareFilter(workplace.model(), parameters, plan.networks().dynamics(), SIGNALS);
        axisWeights = Visibility.measure(
                        plan.networks().resolution(), plan.networks().dynamics().stateHeight())
                .weights(workplace.model());
        new OscillatorStart(parameters, plan.networks().stateChannels()).apply();
    }

    TrainingLoop.Outcome train() {
        return new Course("filter", new Cosine(RATE, WARM_UP, plan.filterSteps()), LONGEST_GRADIENT, 0.998, 4_000_037L)
                .run(workplace, parameters, name -> true, (step, seed) -> learn(new SplittableRandom(seed)));
    }

    private double learn(SplittableRandom random) {
        double[] moments = ClipFeatures.times(random);
        boolean[] seen = ClipFeatures.seen(random);
        int axes = MotionNetworks.AXES;
        float[] truth = new float[moments.length * SIGNALS * axes]; // [T', B, axes]
        float[] read = new float[seen.length * axes * SIGNALS]; // [T, axes, B]
        for (int signal = 0; signal < SIGNALS; signal++) {
            Motion motion = Motion.draw(random);
            double start = random.nextDouble(0, 2 * Motion.TYPICAL_LENGTH);
            double noise = random.nextDouble(LEAST_NOISE, MOST_NOISE);
            double[] visible = random.doubles(axes, LEAST_VISIBLE, 1).toArray();
            for (int i = 0; i < moments.length; i++) {
                float[] pose = ReadoutExamples.pose(motion.at(start + moments[i]));
                for (int axis = 0; axis < axes; axis++) {
                    double told = pose[axis] * visible[axis];
                    truth[(i * SIGNALS + signal) * axes + axis] = (float) told;
                    if (i < seen.length) {
                        read[(i * axes + axis) * SIGNALS + signal] = (float) (told + noise * random.nextGaussian());
                    }
                }
            }
        }
        float[] times = ClipFeatures.inModelTime(moments);
        try (NDManager scope = workplace.model().newSubManager()) {
            NDArray wanted = scope.create(truth, new Shape(moments.length, SIGNALS, axes));
            NDArray given = scope.create(read, new Shape(seen.length, axes, SIGNALS));
            NDArray loss = Gradients.on(
                    () -> filter.tell(given, Arrays.copyOf(times, seen.length), seen, ClipFeatures.asked(times))
                            .sub(wanted)
                            .square()
                            .mul(axisWeights)
                            .mean());
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
