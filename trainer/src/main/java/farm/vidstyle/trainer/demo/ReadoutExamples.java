package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.training.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the readout learns from, drawn and encoded once: somebody's content code, a frame of somebody in a pose, and the code of the first person,
 * edited or not, in that pose. Rendering and encoding cost more than a step on them, so every example serves many steps.
 */
final class ReadoutExamples {

    private static final int AT_ONCE = 32;

    private final List<Example> examples;
    private final int codeWidth;

    /** Frames in 8 bits; codes without the components, of L times S' numbers. */
    private record Example(
            byte[] driver, float[] pose, float[] content, float[] target, float[] style, float[] direction) {}

    /** Some examples as arrays: drivers [N, 3, H, W] in [-1, 1], poses [N, axes], contents [N, L, S], targets [N, L, S'], styles [N, E]. */
    record Batch(NDArray drivers, NDArray poses, NDArray contents, NDArray targets, NDArray styles) {}

    private ReadoutExamples(List<Example> examples, int codeWidth) {
        this.examples = examples;
        this.codeWidth = codeWidth;
    }

    /** Draws at least {@code count} examples; with the same seed the same ones. */
    static ReadoutExamples draw(FrozenNetworks frozen, DemoPlan plan, boolean edited) {
        int chunks = (plan.readoutExamples() + AT_ONCE - 1) / AT_ONCE;
        List<List<Example>> drawn = Workers.make(plan.parts(), chunks, chunk -> {
            long seed = plan.seed() * 9_000_011L + 2L * chunk + (edited ? 1 : 0);
            return drawChunk(frozen, plan.networks(), edited, new SplittableRandom(seed));
        });
        return new ReadoutExamples(
                drawn.stream().flatMap(List::stream).toList(), plan.networks().codeWidth());
    }

    private static List<Example> drawChunk(
            FrozenNetworks frozen, DemoNetworks networks, boolean edited, SplittableRandom random) {
        List<Draft> drafts = new ArrayList<>();
        List<HeadPose> poses = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Draft draft = Draft.draw(edited ? 1 : 0, Motion.TYPICAL_LENGTH, random);
            drafts.add(draft);
            poses.add(draft.poseAt(random.nextDouble(0, Motion.TYPICAL_LENGTH)));
        }
        HeadRenderer renderer = new HeadRenderer(networks.resolution());
        List<float[]> contents = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        List<float[]> drivers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Draft draft = drafts.get(i);
            draft.content().forEach(pose -> contents.add(renderer.render(draft.person(), pose)));
            targets.add(renderer.render(draft.edit().result(), poses.get(i)));
            drivers.add(renderer.render(draft.actor(), poses.get(i)));
        }
        try (NDManager scope = frozen.newScope()) {
            NDArray content = frozen.meanCodes(scope, contents, Draft.CONTENT_FRAMES); // [N, L, S]
            float[][] styles = rows(frozen.styles(content));
            float[][] contentRows = rows(content.get(":, :, :" + networks.codeWidth()));
            float[][] targetRows = rows(frozen.codes(scope, targets).get(":, :, :" + networks.codeWidth()));
            List<Example> examples = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Draft draft = drafts.get(i);
                float[] direction =
                        frozen.direction(scope, draft.edit(), draft.strength()).toFloatArray();
                examples.add(new Example(
                        bytes(drivers.get(i)),
                        pose(poses.get(i)),
                        contentRows[i],
                        targetRows[i],
                        styles[i],
                        direction));
            }
            return examples;
        }
    }

    /** {@code size} random examples. */
    Batch batch(NDManager scope, DemoNetworks networks, int size, SplittableRandom random) {
        List<Example> chosen = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            chosen.add(examples.get(random.nextInt(examples.size())));
        }
        int resolution = networks.resolution();
        float[] pixels = new float[size * 3 * resolution * resolution];
        for (int i = 0; i < pixels.length; i++) {
            byte[] frame = chosen.get(i * size / pixels.length).driver();
            pixels[i] = (frame[i % frame.length] & 255) / 127.5f - 1;
        }
        Shape codes = new Shape(size, networks.layers(), codeWidth);
        NDArray contents = array(scope, chosen.stream().map(Example::content).toList(), codes);
        NDArray components = scope.zeros(new Shape(size, networks.layers(), networks.styleWidth() - codeWidth));
        Shape style = new Shape(size, DemoNetworks.EMBEDDING);
        return new Batch(
                scope.create(pixels, new Shape(size, 3, resolution, resolution)),
                array(scope, chosen.stream().map(Example::pose).toList(), new Shape(size, PoseAxis.ALL.size())),
                contents.concat(components, 2),
                array(scope, chosen.stream().map(Example::target).toList(), codes),
                array(scope, chosen.stream().map(Example::style).toList(), style)
                        .add(array(
                                scope, chosen.stream().map(Example::direction).toList(), style)));
    }

    /** Rows of numbers as one array. */
    static NDArray array(NDManager scope, List<float[]> rows, Shape shape) {
        int length = rows.get(0).length;
        float[] all = new float[rows.size() * length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * length, length);
        }
        return scope.create(all, shape);
    }

    /** The numbers of each of an array's first axis. */
    static float[][] rows(NDArray array) {
        float[] all = array.toFloatArray();
        int rows = (int) array.getShape().get(0);
        int length = all.length / rows;
        float[][] result = new float[rows][];
        Arrays.setAll(result, i -> Arrays.copyOfRange(all, i * length, (i + 1) * length));
        return result;
    }

    private static byte[] bytes(float[] frame) {
        byte[] levels = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            levels[i] = (byte) Math.round((frame[i] + 1) * 127.5f);
        }
        return levels;
    }

    /** All axes in [-1, 1]. */
    static float[] pose(HeadPose pose) {
        float[] values = new float[PoseAxis.ALL.size()];
        for (PoseAxis axis : PoseAxis.ALL) {
            values[axis.place()] = (float) axis.normalised(pose.at(axis));
        }
        return values;
    }
}
