package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.clip.ClipConfig;
import farm.vidstyle.networks.clip.Tokenizer;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.BytePairs;
import farm.vidstyle.trainer.dataset.CaptionBatch;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.loss.LanguageLoss;
import farm.vidstyle.trainer.training.Adam;
import farm.vidstyle.trainer.training.Cosine;
import farm.vidstyle.trainer.training.InitialValues;
import farm.vidstyle.trainer.training.Parameters;
import farm.vidstyle.trainer.training.TrainingLoop;
import farm.vidstyle.trainer.training.Workers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Stage 3: a small CLIP on drawn pictures and their captions, and the vocabulary that it reads. */
final class LanguageStage {

    private static final int PICTURES = 16; // of one thread's batch
    private static final int CONTEXT = 48;
    private static final int PATCH = 8;
    private static final int BYTES_AND_MARKS = 514;
    private static final int SENTENCES_FOR_VOCABULARY = 4_000;
    private static final int MOST_MERGES = 1_000;
    private static final double RATE = 2e-3;
    private static final double LONGEST_GRADIENT = 5; // at the start, wordings that mean the same are far apart
    private static final float CAPTION_SHARE = 0.3f;
    private static final float WORDING_SHARE = 1;

    private final Workplace workplace;
    private final DemoPlan plan;
    private final NDManager model;
    private final HeadRenderer renderer;
    private final Tokenizer tokenizer;
    final ClipConfig config;
    final Parameters parameters;

    /** Learns the vocabulary into a file and makes new parameters. */
    LanguageStage(Workplace workplace, Path vocabulary) throws IOException {
        this.workplace = workplace;
        plan = workplace.plan();
        model = workplace.model();
        renderer = new HeadRenderer(plan.networks().resolution());
        int merges = writeVocabulary(vocabulary);
        config = new ClipConfig(
                DemoNetworks.EMBEDDING,
                new ClipConfig.Vision(
                        new ClipConfig.Tower(64, 3, 1), plan.networks().resolution(), PATCH),
                new ClipConfig.Text(new ClipConfig.Tower(64, 2, 1), CONTEXT, BYTES_AND_MARKS + merges));
        tokenizer = Tokenizer.open(vocabulary, config.text());
        parameters = new Parameters(model, plan.seed() + 2, LanguageStage::initialValues);
        new Clip(config, parameters.weights());
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    private static int writeVocabulary(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < SENTENCES_FOR_VOCABULARY; i++) {
            sentences.add(Captions.draw(HeadAppearance.draw(random), random));
        }
        List<String> lines = BytePairs.learn(sentences, MOST_MERGES);
        try (BufferedWriter writer = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (String line : lines) {
                writer.write(line + "\n");
            }
        }
        return lines.size() - 1;
    }

    TrainingLoop.Outcome train() {
        Clip clip = new Clip(config, parameters.weights());
        Adam adam = new Adam(model, parameters.weights().trained().values(), 0.9, 0.98);
        int steps = plan.languageSteps();
        Cosine rate = new Cosine(RATE, Math.min(60, steps / 10), steps);
        try (Workers workers = new Workers(plan.parts())) {
            TrainingLoop loop = workplace.loop("language", steps, List.of(parameters), List.of(adam));
            return loop.run(step -> {
                double loss = workers.mean("sentences", part -> {
                    long seed = plan.seed() * 2_000_003L + (long) step * workers.count() + part;
                    return learn(clip, CaptionBatch.draw(renderer, PICTURES, seed), 1.0 / workers.count());
                });
                adam.step(rate.at(step), LONGEST_GRADIENT);
                parameters.average(Math.min(0.995, (1.0 + step) / (10 + step)));
                return loss;
            });
        }
    }

    private double learn(Clip clip, CaptionBatch batch, double share) {
        try (NDManager scope = model.newSubManager()) {
            int size = plan.networks().resolution();
            NDArray images = scope.create(batch.images(), new Shape(PICTURES, 3, size, size));
            NDArray match = scope.create(batch.match(), new Shape(PICTURES, PICTURES));
            NDArray truth = scope.create(batch.truth(), new Shape(PICTURES, Attribute.values().length));
            List<String> sentences = new ArrayList<>(batch.captions());
            batch.wordings().forEach(sentences::addAll);
            NDArray ids = tokenizer.tokenize(scope, sentences);
            int looks = batch.wordings().get(0).size();
            NDArray loss = Gradients.on(() -> {
                NDArray seen = clip.images(images, true);
                NDArray read = clip.sentences(ids);
                NDArray first = read.get(PICTURES + ":" + (PICTURES + looks));
                NDArray second = read.get((PICTURES + looks) + ":");
                NDArray scale = clip.logitScale();
                NDArray captions = LanguageLoss.contrast(seen, read.get(":" + PICTURES), scale, match);
                NDArray own = LanguageLoss.looks(seen, first, scale, truth, CaptionBatch.lookStarts());
                // without this, sentences about what the small vision tower misses would become one
                NDArray wordings = LanguageLoss.contrast(first, second, scale, scope.eye(looks));
                return own.add(Gradients.times(captions, CAPTION_SHARE)).add(Gradients.times(wordings, WORDING_SHARE));
            });
            Gradients.backward(loss, share);
            return loss.getFloat();
        }
    }

    private static double[] initialValues(String name, Shape shape, Random random) {
        if (name.equals("logit_scale")) {
            return InitialValues.constant(shape, Math.log(1 / 0.07)); // as in the CLIP paper
        } else if (name.matches(".*ln_\\w+\\.weight")) {
            return InitialValues.constant(shape, 1);
        } else if (name.equals("visual.positional_embedding")) {
            return SmoothPositions.afterClassToken(shape, 0.8, random);
        } else if (name.endsWith("token_embedding.weight")) {
            return InitialValues.normal(shape, 0.3, random);
        } else if (name.endsWith("_embedding")) {
            return InitialValues.normal(shape, 0.1, random);
        } else if (name.endsWith("text_projection") || name.equals("visual.proj")) {
            return InitialValues.normal(shape, 1 / Math.sqrt((double) shape.get(0)), random);
        }
        boolean closesResidual = name.endsWith("out_proj.weight") || name.endsWith("c_proj.weight");
        return InitialValues.scaled(shape, closesResidual ? 0.6 : 1, random);
    }
}
