package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.PoseAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Tells pose and looks from W+ codes, by a linear probe fitted on frames drawn for it. */
final class CodeReader {

    private static final int SAMPLES = 1_600;
    private static final int BATCH = 100;

    private final LinearProbe probe;
    private final int[] columns;

    private CodeReader(LinearProbe probe, int... columns) {
        this.probe = probe;
        this.columns = columns;
    }

    static CodeReader fit(ModelBundle bundle, HeadRenderer renderer) {
        SplittableRandom random = new SplittableRandom(-7);
        List<double[]> inputs = new ArrayList<>();
        List<double[]> outputs = new ArrayList<>();
        while (inputs.size() < SAMPLES) {
            List<float[]> frames = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                HeadAppearance person = HeadAppearance.draw(random);
                HeadPose pose = Motion.draw(random).at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
                frames.add(renderer.render(person, pose));
                outputs.add(known(person, pose));
            }
            try (NDManager request = bundle.newManager()) {
                inputs.addAll(rows(bundle.invert(BundleExam.stack(request, frames, renderer.size()))));
            }
        }
        int[] columns = varying(inputs);
        List<double[]> varied = inputs.stream().map(row -> chosen(row, columns)).toList();
        return new CodeReader(LinearProbe.fit(varied, outputs), columns);
    }

    /** Poses of codes [N, L, S]: [N][axes]. */
    double[][] poses(NDArray codes) {
        int axes = PoseAxis.values().length;
        return rows(codes).stream()
                .map(row -> Arrays.copyOf(probe.read(chosen(row, columns)), axes))
                .toArray(double[][]::new);
    }

    /** The most likely look of an attribute in each of the codes [N, L, S]. */
    List<Attribute.Look> looks(NDArray codes, Attribute attribute) {
        int start = PoseAxis.values().length;
        for (Attribute before : Attribute.values()) {
            if (before == attribute) {
                break;
            }
            start += before.looks().size();
        }
        List<Attribute.Look> looks = new ArrayList<>();
        for (double[] row : rows(codes)) {
            double[] read = probe.read(chosen(row, columns));
            int best = 0;
            for (int i = 1; i < attribute.looks().size(); i++) {
                best = read[start + i] > read[start + best] ? i : best;
            }
            looks.add(attribute.looks().get(best));
        }
        return looks;
    }

    /** Numbers that are the same in all codes tell nothing and cost time; some bundles have many. */
    private static int[] varying(List<double[]> rows) {
        double[] first = rows.get(0);
        return IntStream.range(0, first.length)
                .filter(i -> rows.stream().anyMatch(row -> row[i] != first[i]))
                .toArray();
    }

    private static double[] chosen(double[] row, int... columns) {
        return Arrays.stream(columns).mapToDouble(i -> row[i]).toArray();
    }

    /** The pose, then a one for every look that the person has. */
    private static double[] known(HeadAppearance person, HeadPose pose) {
        List<Double> values = new ArrayList<>();
        for (PoseAxis axis : PoseAxis.values()) {
            values.add(axis.normalised(pose.at(axis)));
        }
        for (Attribute attribute : Attribute.values()) {
            for (Attribute.Look look : attribute.looks()) {
                values.add(person.look(attribute).equals(look) ? 1.0 : 0.0);
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<double[]> rows(NDArray codes) {
        float[] values = codes.toFloatArray();
        int count = (int) codes.getShape().get(0);
        int length = values.length / count;
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] row = new double[length];
            for (int j = 0; j < length; j++) {
                row[j] = values[i * length + j];
            }
            rows.add(row);
        }
        return rows;
    }
}
