package farm.vidstyle.trainer.demo;

import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The steps of a stage that has one set of parameters and one optimiser.
 *
 * @param stage by whose name snapshots are kept
 * @param rate of learning, which says how many steps there are
 * @param longestGradient that a step follows
 * @param slowestAverage how much of the averages a step keeps at most
 * @param seeds a large number of the stage's own, so that no two stages draw the same
 */
record Course(String stage, Cosine rate, double longestGradient, double slowestAverage, long seeds) {

    /** A part of a step. */
    @FunctionalInterface
    interface Lesson {
        /** Adds the part's share of the gradients and returns its loss; everything random follows from the seed. */
        double learn(int step, long seed);
    }

    TrainingLoop.Outcome run(Workplace workplace, Parameters parameters, Predicate<String> learns, Lesson lesson) {
        return run(workplace, parameters, learns, step -> stage, lesson);
    }

    /**
     * Runs what is left of the steps.
     *
     * @param learns whether a parameter of that name does
     * @param kind of work that a step is, see {@link Workers#mean}
     */
    TrainingLoop.Outcome run(
            Workplace workplace,
            Parameters parameters,
            Predicate<String> learns,
            IntFunction<String> kind,
            Lesson lesson) {
        DemoPlan plan = workplace.plan();
        Adam adam = new Adam(workplace.model(), parameters.trained(learns), 0.9, 0.99);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop = workplace.loop(stage, rate.steps(), List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean(
                        kind.apply(step),
                        part -> lesson.learn(step, plan.seed() * seeds + (long) step * workers.count() + part));
                adam.step(rate.at(step), longestGradient);
                parameters.average(Math.min(slowestAverage, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }
}
