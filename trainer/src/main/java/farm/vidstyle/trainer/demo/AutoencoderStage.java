package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.dataset.TransferBatch;
import farm.vidstyle.trainer.dataset.Truth;
import farm.vidstyle.trainer.loss.PictureLoss;
import farm.vidstyle.trainer.loss.TruthLoss;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.InitialValues;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.util.List;
import java.util.Random;

/**
 * Stage 1: generator and inversion encoder together, as an autoencoder through W+. It begins on the generator's picture of half the size,
 * which has the same layers but the last, and goes on at full size: layout first, detail later.
 */
final class AutoencoderStage {

    private static final PictureLoss LOSS = new PictureLoss(4, 3, 5);
    private static final double GENERATOR_RATE = 8e-3;
    private static final double ENCODER_RATE = 1.2e-3;
    private static final double READER_RATE = 1e-3;
    private static final double LONGEST_GRADIENT = 5;
    private static final double SLOWEST_AVERAGE = 0.999; // of a step
    private static final int AVERAGED_EVERY =
            4; // steps: moving means of two million numbers take as long as a step of Adam
    private static final int WARM_UP = 200; // even in a short run: larger first steps make the loss explode

    private final Workplace workplace;
    private final DemoPlan plan;
    private final NDManager model;
    private final HeadRenderer renderer;
    private final Parameters reader;
    final Parameters generator;
    final Parameters encoder;

    AutoencoderStage(Workplace workplace) {
        this.workplace = workplace;
        plan = workplace.plan();
        model = workplace.model();
        renderer = new HeadRenderer(plan.networks().resolution());
        generator = new Parameters(model, plan.seed(), AutoencoderStage::generatorValues);
        encoder = new Parameters(model, plan.seed() + 1, AutoencoderStage::encoderValues);
        reader = new Parameters(model, plan.seed(), (name, shape, random) -> InitialValues.constant(shape, 0));
        readerOf(reader.weights());
        trained(0);
        encoderOf(encoder.weights());
    }

    /** The generator in training, {@code halvings} resolutions below the full one; they share their arrays. */
    private Generator trained(int halvings) {
        return new Generator(plan.networks().generator(plan.networks().codeWidth(), halvings), generator.weights());
    }

    private PyramidEncoder encoderOf(Weights weights) {
        return new PyramidEncoder(
                weights, plan.networks().encoder(plan.networks().codeWidth()));
    }

    /** Trains all steps of the plan. */
    TrainingLoop.Outcome train() {
        PyramidEncoder inverter = encoderOf(encoder.weights());
        Generator coarse = trained(1);
        Generator fine = trained(0);
        Adam generatorSteps = new Adam(model, generator.weights().trained().values(), 0.9, 0.99);
        TruthLoss readingLoss = readerOf(reader.weights());
        Adam readerSteps = new Adam(model, reader.weights().trained().values(), 0.9, 0.99);
        Adam encoderSteps = new Adam(model, encoder.weights().trained().values(), 0.9, 0.99);
        int steps = plan.autoencoderSteps();
        int coarseSteps = steps / 4;
        Cosine generatorRate = new Cosine(GENERATOR_RATE, WARM_UP, steps);
        Cosine readerRate = new Cosine(READER_RATE, WARM_UP, steps);
        Cosine encoderRate = new Cosine(ENCODER_RATE, WARM_UP, steps);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop = workplace.loop(
                    "autoencoder",
                    steps,
                    List.of(generator, encoder, reader),
                    List.of(generatorSteps, encoderSteps, readerSteps));
            return loop.run(step -> {
                boolean half = step < coarseSteps;
                double loss = workers.mean(half ? "half the size" : "full size", part -> {
                    long seed = plan.seed() * 1_000_003L + (long) step * workers.count() + part;
                    TransferBatch batch = TransferBatch.draw(renderer, 1, seed);
                    return learn(inverter, half ? coarse : fine, readingLoss, batch);
                });
                double keep = Math.pow(Math.min(SLOWEST_AVERAGE, (1.0 + step) / (10 + step)), AVERAGED_EVERY);
                boolean averaged = step % AVERAGED_EVERY == 0;
                workers.together(List.of(
                        () -> {
                            generatorSteps.step(generatorRate.at(step), LONGEST_GRADIENT);
                            readerSteps.step(readerRate.at(step), LONGEST_GRADIENT);
                            average(generator, averaged, keep);
                        },
                        () -> {
                            encoderSteps.step(encoderRate.at(step), LONGEST_GRADIENT);
                            average(encoder, averaged, keep);
                        }));
                return loss;
            });
        }
    }

    private static void average(Parameters parameters, boolean due, double keep) {
        if (due) {
            parameters.average(keep);
        }
    }

    /** Measures the codes of the averaged networks. */
    CodeMeasures findBasis() {
        DemoNetworks networks = plan.networks();
        Generator averaged = new Generator(networks.generator(networks.codeWidth(), 0), generator.averaged());
        return new BasisFinder(model, networks, encoderOf(encoder.averaged()), averaged).find(plan.basisPeople());
    }

    /**
     * A linear layer that is asked what the codes tell. Only the picture's loss would let an encoder overlook what takes up few pixels, as closed
     * eyes do.
     */
    private TruthLoss readerOf(Weights weights) {
        long numbers = (long) plan.networks().layers() * plan.networks().codeWidth();
        return new TruthLoss(
                weights.get("weight", Truth.size(), numbers), weights.get("bias", Truth.size()), PoseAxis.ALL.size());
    }

    /** Forward and backward of one batch. */
    private double learn(PyramidEncoder inverter, Generator decoder, TruthLoss readingLoss, TransferBatch batch) {
        try (NDManager scope = model.newSubManager()) {
            long images = (long) batch.groups() * TransferBatch.GROUP;
            Shape pictures = new Shape(images, 3, batch.size(), batch.size());
            NDArray inputs = scope.create(batch.inputs(), pictures);
            NDArray targets = shrunk(scope.create(batch.targets(), pictures), decoder);
            NDArray masks =
                    shrunk(scope.create(batch.masks(), new Shape(images, 1, batch.size(), batch.size())), decoder);
            NDArray mixture =
                    scope.create(TransferBatch.mixture(), new Shape(TransferBatch.GROUP, TransferBatch.GROUP));
            NDArray truth = scope.create(batch.truth(), new Shape(images, Truth.size()));
            NDArray loss = Gradients.on(() -> {
                NDArray codes = inverter.encode(inputs); // [N, L, S]
                Shape shape = codes.getShape();
                NDArray mixed =
                        mixture.matMul(codes.reshape(TransferBatch.GROUP, -1)).reshape(shape);
                String layers = ":, 0:" + decoder.config().styleLayers(); // a smaller picture has fewer
                NDArray painted = LOSS.of(decoder.synthesize(mixed.get(layers)), targets, masks);
                return painted.add(readingLoss.of(codes, truth));
            });
            Gradients.backward(loss, 1.0 / plan.parts());
            return loss.getFloat();
        }
    }

    /** Averages blocks of pixels down to the decoder's size. */
    private static NDArray shrunk(NDArray images, Generator decoder) {
        Shape shape = images.getShape();
        long size = decoder.config().size().height();
        long block = shape.get(2) / size;
        return block == 1
                ? images
                : images.reshape(shape.get(0), shape.get(1), size, block, size, block)
                        .mean(new int[] {5})
                        .mean(new int[] {3}); // [N, C, size, size]
    }

    /** Equalised weights start at unit variance, modulations at one. */
    private static double[] generatorValues(String name, Shape shape, Random random) {
        if (name.endsWith("kernel")) {
            return Filters.upsampling();
        }
        if (name.endsWith("modulation.bias")) {
            return InitialValues.constant(shape, 1);
        }
        return name.endsWith("bias") ? InitialValues.constant(shape, 0) : InitialValues.normal(shape, 1, random);
    }

    private static double[] encoderValues(String name, Shape shape, Random random) {
        return InitialValues.scaled(shape, name.startsWith("codes.") ? 0.3 : 1.2, random);
    }
}
