package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.TransferBatch;
import farm.vidstyle.trainer.loss.PictureLoss;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stage 2: generator and image encoder learn on together. Codes need not transfer from one person to another any more, which cost sharpness; they
 * only stay near those that do.
 */
final class PictureTuning {

    private static final PictureLoss LOSS = new PictureLoss(4, 3, 5);
    private static final double GENERATOR_RATE = 3e-3;
    private static final double ENCODER_RATE = 4e-4;
    private static final double STAYING_SHARE = 1; // of mean squared changes of codes, which have unit deviation
    private static final double LONGEST_GRADIENT = 10;
    private static final int WARM_UP = 50; // even in a short run
    private static final String HEADS = "codes.";

    /** Three pictures as they are, and one from the mean of two codes, as contents are. */
    private static final float[] MIXTURE = {
        1, 0, 0, 0, //
        0, 0, 1, 0, //
        0.5f, 0, 0, 0.5f, //
        0, 0, 0, 1
    };

    private final Workplace workplace;
    private final DemoPlan plan;
    private final DemoNetworks networks;
    private final HeadRenderer renderer;
    private final PyramidEncoder before;
    private final PyramidEncoder inverter;
    private final Generator painter;
    final Parameters generator;
    final Parameters encoder;

    /** Goes on from these arrays of the finished bundle. */
    PictureTuning(Workplace workplace, Map<String, NDArray> generatorArrays, Map<String, NDArray> encoderArrays) {
        this.workplace = workplace;
        plan = workplace.plan();
        networks = plan.networks();
        renderer = new HeadRenderer(networks.resolution());
        NDManager model = workplace.model();
        Weights given = Weights.grown(model, (name, shape, type, trained) -> encoderArrays.get(name));
        before = new PyramidEncoder(given, networks.encoder(networks.styleWidth()));
        generator = new Parameters(
                model,
                plan.seed(),
                (name, shape, random) -> first(shape, generatorArrays.get(name).toFloatArray()));
        encoder = new Parameters(
                model,
                plan.seed(),
                (name, shape, random) -> first(shape, encoderArrays.get(name).toFloatArray()));
        painter = new Generator(networks.generator(networks.styleWidth(), 0), generator.weights());
        inverter = new PyramidEncoder(encoder.weights(), networks.encoder(networks.codeWidth()));
    }

    /** The first numbers: of the encoder's heads all but the rows of components, which stay zero. */
    private static double[] first(Shape shape, float[] values) {
        double[] wide = new double[(int) shape.size()];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    /** The encoder's averages with rows of components again. */
    Map<String, NDArray> encoderArrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        encoder.averages().forEach((name, array) -> {
            long[] shape = array.getShape().getShape();
            if (name.startsWith(HEADS)) {
                shape[0] = networks.styleWidth();
            }
            float[] values = array.toFloatArray();
            Shape wide = new Shape(shape);
            arrays.put(name, workplace.model().create(Arrays.copyOf(values, (int) wide.size()), wide));
        });
        return arrays;
    }

    TrainingLoop.Outcome train() {
        Adam generatorSteps =
                new Adam(workplace.model(), generator.weights().trained().values(), 0.9, 0.99);
        Adam encoderSteps =
                new Adam(workplace.model(), encoder.weights().trained().values(), 0.9, 0.99);
        int steps = plan.tuningSteps();
        Cosine generatorRate = new Cosine(GENERATOR_RATE, WARM_UP, steps);
        Cosine encoderRate = new Cosine(ENCODER_RATE, WARM_UP, steps);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop =
                    workplace.loop("tuning", steps, List.of(generator, encoder), List.of(generatorSteps, encoderSteps));
            return loop.run(step -> {
                double loss = workers.mean("pictures", part -> {
                    long seed = plan.seed() * 7_000_003L + (long) step * workers.count() + part;
                    return learn(TransferBatch.draw(renderer, 1, seed), 1.0 / workers.count());
                });
                double keep = Math.min(0.998, (1.0 + step) / (10 + step));
                workers.together(List.of(
                        () -> {
                            generatorSteps.step(generatorRate.at(step), LONGEST_GRADIENT);
                            generator.average(keep);
                        },
                        () -> {
                            encoderSteps.step(encoderRate.at(step), LONGEST_GRADIENT);
                            encoder.average(keep);
                        }));
                return loss;
            });
        }
    }

    private double learn(TransferBatch batch, double share) {
        try (NDManager scope = workplace.model().newSubManager()) {
            int group = TransferBatch.GROUP;
            Shape pictures = new Shape(group, 3, batch.size(), batch.size());
            NDArray inputs = scope.create(batch.inputs(), pictures);
            NDArray targets = scope.create(batch.targets(), pictures);
            NDArray masks = scope.create(batch.masks(), new Shape(group, 1, batch.size(), batch.size()));
            NDArray mixture = scope.create(MIXTURE, new Shape(group, group));
            Shape rest = new Shape(group, networks.layers(), networks.styleWidth() - networks.codeWidth());
            NDArray components = scope.zeros(rest);
            NDArray old = Gradients.off(() -> before.encode(inputs).get(":, :, :" + networks.codeWidth()));
            NDArray loss = Gradients.on(() -> {
                NDArray codes = inverter.encode(inputs); // [N, L, S']
                NDArray whole = codes.concat(components, 2);
                NDArray mixed = mixture.matMul(whole.reshape(group, -1)).reshape(whole.getShape());
                NDArray moved = codes.sub(old).square().mean();
                return LOSS.of(painter.synthesize(mixed), targets, masks).add(Gradients.times(moved, STAYING_SHARE));
            });
            Gradients.backward(loss, share);
            return loss.getFloat();
        }
    }
}
