package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stage 5: ODE-GRU and ODE of a single place, on the bare poses of heads with noise, as a frame encoder would read them. A step meets hundreds of
 * motions for the price of a few clips.
 */
final class FilterStage {

    private static final int SIGNALS = 128; // of one part of a step
    private static final double RATE = 2e-3;
    private static final int WARM_UP = 60; // even in a short run
    private static final double LONGEST_GRADIENT = 5;
    private static final double LEAST_VISIBLE = 0.2; // of a pose; places show more or less of it
    private static final double LEAST_NOISE = 0.02; // of half an axis's range
    private static final double MOST_NOISE = 0.25;

    private final Workplace workplace;
    private final DemoPlan plan;
    final Parameters parameters;
    private final BareFilter filter;

    FilterStage(Workplace workplace) {
        this.workplace = workplace;
        plan = workplace.plan();
        parameters = new Parameters(workplace.model(), plan.seed() + 4, MotionNetworks::initialValues);
        filter = new BareFilter(workplace.model(), parameters, plan.networks().dynamics(), SIGNALS);
        new OscillatorStart(parameters, plan.networks().stateChannels()).apply();
    }

    TrainingLoop.Outcome train() {
        Adam adam = new Adam(workplace.model(), parameters.weights().trained().values(), 0.9, 0.99);
        int steps = plan.filterSteps();
        Cosine rate = new Cosine(RATE, WARM_UP, steps);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop = workplace.loop("filter", steps, List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean("poses", part -> {
                    long seed = plan.seed() * 4_000_037L + (long) step * workers.count() + part;
                    return learn(new SplittableRandom(seed));
                });
                adam.step(rate.at(step), LONGEST_GRADIENT);
                parameters.average(Math.min(0.998, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
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
                            .mean());
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }
}
