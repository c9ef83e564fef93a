package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.TransferBatch;
import farm.vidstyle.trainer.loss.PictureLoss;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.List;

/** The last stage: the generator alone learns on, from codes that no longer change, so that nothing learnt about codes is lost. */
final class GeneratorTuning {

    private static final PictureLoss LOSS = new PictureLoss(4, 3, 5);
    private static final double RATE = 3e-3;
    private static final int WARM_UP = 50; // even in a short run

    private final Workplace workplace;
    private final DemoPlan plan;
    private final NDManager model;
    private final PyramidEncoder encoder;
    private final HeadRenderer renderer;

    GeneratorTuning(Workplace workplace, PyramidEncoder encoder) {
        this.workplace = workplace;
        plan = workplace.plan();
        model = workplace.model();
        this.encoder = encoder;
        renderer = new HeadRenderer(plan.networks().resolution());
    }

    TrainingLoop.Outcome train(Parameters parameters) {
        DemoNetworks networks = plan.networks();
        Generator generator = new Generator(networks.generator(networks.styleWidth(), 0), parameters.weights());
        Adam adam = new Adam(model, parameters.weights().trained().values(), 0.9, 0.99);
        int steps = plan.tuningSteps();
        Cosine rate = new Cosine(RATE, WARM_UP, steps);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop = workplace.loop("tuning", steps, List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean(part -> {
                    long seed = plan.seed() * 7_000_003L + (long) step * workers.count() + part;
                    return learn(generator, TransferBatch.draw(renderer, 1, seed), 1.0 / workers.count());
                });
                adam.step(rate.at(step), 10);
                parameters.average(Math.min(0.998, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }

    private double learn(Generator generator, TransferBatch batch, double share) {
        try (NDManager scope = model.newSubManager()) {
            int group = TransferBatch.GROUP;
            Shape pictures = new Shape(group, 3, batch.size(), batch.size());
            NDArray inputs = scope.create(batch.inputs(), pictures);
            NDArray targets = scope.create(batch.targets(), pictures);
            NDArray masks = scope.create(batch.masks(), new Shape(group, 1, batch.size(), batch.size()));
            NDArray mixture = scope.create(TransferBatch.mixture(), new Shape(group, group));
            NDArray codes = Gradients.off(() -> {
                NDArray straight = encoder.encode(inputs);
                return mixture.matMul(straight.reshape(group, -1)).reshape(straight.getShape());
            });
            NDArray loss = Gradients.on(() -> LOSS.of(generator.synthesize(codes), targets, masks));
            Gradients.backward(loss, share);
            return loss.getFloat();
        }
    }
}
