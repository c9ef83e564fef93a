package farm.vidstyle.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.vidstyleode.VidStyleOdeConfig;
import farm.vidstyle.trainer.config.TrainingConfig;
import farm.vidstyle.trainer.frames.DataException;
import farm.vidstyle.trainer.frames.LoadedBatch;
import farm.vidstyle.trainer.frames.TrainingVideo;
import farm.vidstyle.trainer.objective.Choices;
import farm.vidstyle.trainer.objective.Clips;
import farm.vidstyle.trainer.objective.LossValues;
import farm.vidstyle.trainer.objective.NotFiniteException;
import farm.vidstyle.trainer.objective.Objective;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.TrainedWeights;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The networks of a run, the objective and the two optimisers. */
final class Learner implements AutoCloseable {

    private static final double BETA1 = 0.9;

    private final NDManager model = NDManager.newBaseManager("PyTorch");
    private final TrainedWeights trained;
    private final Objective objective;
    private final FrozenNetworks frozen;
    private final Optimiser videoEncoder;
    private final Optimiser mapperAndModulation;
    private final Shape codeShape;

    Learner(TrainingConfig config, long seed, boolean recompute) {
        try {
            frozen = FrozenNetworks.open(model, config);
            GeneratorConfig painting = frozen.critics().generator().config();
            VidStyleOdeConfig sizes = config.model().networks().config(painting.styleLayers(), painting.styleDim());
            codeShape = new Shape(painting.styleLayers(), painting.styleDim());
            trained = new TrainedWeights(model, seed, new ReferenceStart());
            VidStyleOde network = new VidStyleOde(trained.weights(), sizes);
            objective = new Objective(network, frozen.critics(), config.model().objective(), recompute);
            Map<String, NDArray> all = trained.trained();
            double rate = config.learningRate();
            videoEncoder = optimiser(ReferenceOrder.videoEncoder(all.keySet()), 0.999, 5 * rate);
            mapperAndModulation = optimiser(ReferenceOrder.mapperAndModulation(all.keySet()), 0.99, rate);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** One of the two: Adam over arrays in the reference's order. */
    record Optimiser(List<String> names, Adam adam, double rate, double beta2) {}

    private Optimiser optimiser(List<String> names, double beta2, double rate) {
        Map<String, NDArray> all = trained.trained();
        return new Optimiser(names, new Adam(model, names.stream().map(all::get).toList(), BETA1, beta2), rate, beta2);
    }

    TrainedWeights trained() {
        return trained;
    }

    List<Optimiser> optimisers() {
        return List.of(videoEncoder, mapperAndModulation);
    }

    NDManager model() {
        return model;
    }

    /** Stops at captions that CLIP cannot read, before any time is spent. */
    void requireReadable(Collection<TrainingVideo> videos) {
        for (TrainingVideo video : videos) {
            try (NDManager scope = model.newSubManager()) {
                frozen.tokenizer().tokenize(scope, List.of(video.caption()));
            } catch (IllegalArgumentException e) {
                throw new DataException("the caption of " + video.name() + " cannot be used: " + e.getMessage(), e);
            }
        }
    }

    /** Adds a share of the gradients of a batch. */
    LossValues gather(LoadedBatch batch, Choices choices, long step, double share) {
        return with(batch, (scope, clips) -> objective.learn(clips, choices, step, share));
    }

    /** Looks at a batch without learning from it; what is seen lives while {@code see} runs. */
    <T> T look(LoadedBatch batch, Choices choices, long step, BiFunction<Objective.Seen, Integer, T> see) {
        return with(
                batch,
                (scope, clips) -> see.apply(
                        objective.look(clips, choices, step),
                        batch.batch().videos().size()));
    }

    /**
     * Changes the parameters by the gradients gathered, which are used up.
     *
     * @throws NotFiniteException if they are no numbers; the parameters then stay
     */
    void step() {
        for (Optimiser each : optimisers()) {
            double norm = each.adam().gradientNorm();
            if (!Double.isFinite(norm)) {
                throw new NotFiniteException(
                        "the length of the gradients of " + each.names().get(0).split("\\.", -1)[0] + " is " + norm);
            }
        }
        optimisers().forEach(each -> each.adam().step(each.rate()));
    }

    private <T> T with(LoadedBatch batch, BiFunction<NDManager, Clips, T> work) {
        if (!batch.codeShape().equals(codeShape)) {
            throw new DataException("the codes of " + batch.batch() + " are " + batch.codeShape()
                    + "; the generator takes " + codeShape);
        }
        try (NDManager scope = model.newSubManager()) {
            Clips clips = new Clips(
                    batch.frames(scope),
                    batch.codes(scope),
                    batch.batch().frameNumbers(),
                    frozen.features(scope, batch.batch().captions()));
            return work.apply(scope, clips);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
