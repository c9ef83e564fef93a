package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.pyramid.PyramidEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Measures the codes of stage 1: how they spread, which of them matter to the picture, along which directions motions and edits lie. */
final class BasisFinder {

    private static final int PROBES = 12;
    private static final int PROBE_BATCH = 8;
    private static final double LEAST_WEIGHT = 0.15;
    private static final double MOST_SENSITIVE = 6;

    private final DemoNetworks networks;
    private final PyramidEncoder encoder;
    private final Generator generator;
    private final NDManager model;

    /** Networks with the averages of stage 1. */
    BasisFinder(NDManager model, DemoNetworks networks, PyramidEncoder encoder, Generator generator) {
        this.model = model;
        this.networks = networks;
        this.encoder = encoder;
        this.generator = generator;
    }

    /** Codes of a person in two poses, and of the same person edited in the first pose; what is known of the three, in that order. */
    private record Triple(double[] start, double[] end, double[] edited, List<double[]> known) {
        List<double[]> codes() {
            return List.of(start, end, edited);
        }
    }

    /** {@code people} should be more than there are numbers in a group of layers. */
    CodeMeasures find(int people) {
        List<Triple> triples = drawTriples(people);
        List<double[]> all = new ArrayList<>();
        triples.forEach(triple -> all.addAll(triple.codes()));
        CodeStatistics statistics = CodeStatistics.of(all);
        double[] weights = weights(all, statistics);
        List<double[]> known = triples.stream().flatMap(t -> t.known().stream()).toList();
        double[][] readers =
                LinearReaders.fit(all.stream().map(statistics::normalised).toList(), known);
        return new CodeMeasures(new CodeBasis(statistics, directions(triples, statistics, weights)), weights, readers);
    }

    private List<Triple> drawTriples(int people) {
        SplittableRandom random = new SplittableRandom(4242);
        HeadRenderer renderer = new HeadRenderer(networks.resolution());
        List<Triple> triples = new ArrayList<>();
        Attribute[] attributes = Attribute.values();
        for (int i = 0; i < people; i++) {
            HeadAppearance person = HeadAppearance.draw(random);
            Motion motion = Motion.draw(random);
            HeadPose start = motion.at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
            HeadPose end = i % 3 == 0 ? HeadPose.draw(random) : motion.at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
            Attribute changed = attributes[i % attributes.length];
            HeadAppearance edited = person.with(
                    changed, changed.looks().get(random.nextInt(changed.looks().size())));
            double[][] codes = encode(List.of(
                    renderer.render(person, start), renderer.render(person, end), renderer.render(edited, start)));
            List<double[]> known = List.of(Truth.of(person, start), Truth.of(person, end), Truth.of(edited, start));
            triples.add(new Triple(codes[0], codes[1], codes[2], known));
        }
        return triples;
    }

    private double[][] encode(List<float[]> frames) {
        int size = networks.resolution();
        try (NDManager scope = model.newSubManager()) {
            float[] pixels = new float[frames.size() * 3 * size * size];
            for (int i = 0; i < frames.size(); i++) {
                System.arraycopy(frames.get(i), 0, pixels, i * frames.get(i).length, frames.get(i).length);
            }
            NDArray images = scope.create(pixels, new Shape(frames.size(), 3, size, size));
            float[] values = Gradients.off(() -> encoder.encode(images)).toFloatArray();
            int length = values.length / frames.size();
            double[][] codes = new double[frames.size()][length];
            for (int i = 0; i < values.length; i++) {
                codes[i / length][i % length] = values[i];
            }
            return codes;
        }
    }

    /** Mean squares of the picture's slopes along each number, by propagating random pictures back; relative to their mean. */
    private double[] weights(List<double[]> codes, CodeStatistics statistics) {
        int length = codes.get(0).length;
        double[] sensitivity = new double[length];
        Random random = new Random(4243);
        for (int probe = 0; probe < PROBES; probe++) {
            try (NDManager scope = model.newSubManager()) {
                float[] some = new float[PROBE_BATCH * length];
                for (int i = 0; i < some.length; i++) {
                    some[i] = (float) codes.get(probe * PROBE_BATCH + i / length)[i % length];
                }
                NDArray batch = scope.create(some, new Shape(PROBE_BATCH, networks.layers(), networks.codeWidth()));
                batch.setRequiresGradient(true);
                Gradients.backward(Gradients.on(() -> {
                    NDArray images = generator.synthesize(batch);
                    return images.mul(normal(images.getShape(), scope, random)).sum();
                }));
                float[] slopes = batch.getGradient().toFloatArray();
                for (int i = 0; i < slopes.length; i++) {
                    double slope = slopes[i] * statistics.deviation()[i % length];
                    sensitivity[i % length] += slope * slope;
                }
            }
        }
        double mean = Arrays.stream(sensitivity).average().orElseThrow();
        return Arrays.stream(sensitivity)
                .map(s -> LEAST_WEIGHT + (1 - LEAST_WEIGHT) * Math.min(s / mean, MOST_SENSITIVE))
                .toArray();
    }

    /** Not the library's own random numbers: they have one seed for the whole process. */
    private static NDArray normal(Shape shape, NDManager scope, Random random) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return scope.create(values, shape);
    }

    private double[][][] directions(List<Triple> triples, CodeStatistics statistics, double[] weights) {
        int width = networks.codeWidth();
        double[][][] directions = new double[networks.layers()][width][networks.components()];
        int first = 0;
        for (int group = 0; group < networks.groups().size(); group++) {
            int from = first * width;
            int to = from + networks.groups().get(group) * width;
            double[][] components = PrincipalComponents.of(
                    changes(triples, statistics, weights, group, from, to), networks.components());
            for (int k = 0; k < components.length; k++) {
                for (int i = from; i < to; i++) {
                    directions[i / width][i % width][k] = components[k][i - from] / Math.sqrt(weights[i]);
                }
            }
            first += networks.groups().get(group);
        }
        return directions;
    }

    /** Weighted changes of a group's normalised codes; the last group sees no motion, so its directions are those of edits. */
    private double[][] changes(
            List<Triple> triples, CodeStatistics statistics, double[] weights, int group, int from, int to) {
        List<double[]> changes = new ArrayList<>();
        boolean moves = group < networks.groups().size() - 1;
        for (Triple triple : triples) {
            double[] start = statistics.normalised(triple.start());
            changes.add(change(start, statistics.normalised(triple.edited()), weights, from, to));
            if (moves) {
                changes.add(change(start, statistics.normalised(triple.end()), weights, from, to));
            }
        }
        return changes.toArray(new double[0][]);
    }

    private static double[] change(double[] before, double[] after, double[] weights, int from, int to) {
        double[] change = new double[to - from];
        Arrays.setAll(change, i -> (after[from + i] - before[from + i]) * Math.sqrt(weights[from + i]));
        return change;
    }
}
