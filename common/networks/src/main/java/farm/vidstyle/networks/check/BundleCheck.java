package farm.vidstyle.networks.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens a bundle as a worker does and sends two frames through it. */
public final class BundleCheck {
    private static final String SENTENCE = "a photo of a person";

    private final List<CheckReport.Output> outputs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private BundleCheck() {}

    /** What is wrong is in the report; only a defect of the program is thrown. */
    public static CheckReport run(Path folder) {
        return new BundleCheck().check(folder);
    }

    private CheckReport check(Path folder) {
        BundleManifest manifest;
        try {
            manifest = BundleManifest.read(folder);
        } catch (BundleException e) {
            return new CheckReport("", "", "", "", 0, List.of(), List.of(String.valueOf(e.getMessage())));
        }
        long start = System.nanoTime();
        double loading = 0;
        try (ModelBundle bundle = ModelBundle.open(folder);
                NDManager manager = bundle.newManager()) {
            loading = since(start);
            pass(bundle, manager);
        } catch (BundleException | IllegalArgumentException | IllegalStateException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return new CheckReport(
                manifest.name(),
                manifest.version(),
                manifest.licence(),
                BundleManifest.digest(folder),
                loading,
                outputs,
                problems);
    }

    /** Two frames through everything that an edit needs. */
    private void pass(ModelBundle bundle, NDManager manager) {
        VidStyleOde ode = bundle.vidStyleOde();
        NDArray frames = frames(manager, bundle.manifest().frameSize()); // [2, 3, H, W] in [0, 1]
        NDArray codes = output("inversion", () -> bundle.invert(frames.mul(2).sub(1)));
        NDArray content = codes.get(new NDIndex("0:1"));
        NDArray picture = output("generator", () -> bundle.generate(content));
        requireVaried("generator", picture);
        NDArray style = output("clip, of the picture", () -> bundle.clip().imageFeatures(picture));
        output("clip, of a sentence", () -> bundle.clip().textFeatures(manager, SENTENCE));
        double[] numbers = {0, 1};
        NDArray zd0 =
                output("vidstyleode, motion", () -> ode.encodeMotion(frames, numbers, new boolean[] {true, true}));
        NDArray tokens = output("vidstyleode, dynamics", () -> ode.dynamics(zd0, new double[] {0.5}));
        NDArray moved = output("vidstyleode, moved code", () -> ode.wPlus(content, style, tokens));
        output("generator, of the moved code", () -> bundle.generate(moved));
    }

    private NDArray output(String network, Supplier<NDArray> result) {
        long start = System.nanoTime();
        NDArray array = result.get();
        CheckReport.Output output = Measured.of(network, array, since(start));
        outputs.add(output);
        if (output.unfit().any()) {
            problems.add(network + " gives " + output.unfit().nan() + " NaN and "
                    + output.unfit().infinite() + " infinite values of " + array.size() + "; expected finite numbers");
        }
        return array;
    }

    private void requireVaried(String network, NDArray picture) {
        CheckReport.Output last = outputs.get(outputs.size() - 1);
        if (!last.unfit().any() && last.min() == last.max()) {
            problems.add(network + " paints " + picture.getShape() + " in one colour, " + last.min()
                    + "; are its weights all alike?");
        }
    }

    /** A ramp from left to right in red, from top to bottom in green, and a bright square in blue that moves. */
    private static NDArray frames(NDManager manager, FrameSize size) {
        int pixels = size.height() * size.width();
        float[] values = new float[2 * 3 * pixels];
        for (int frame = 0; frame < 2; frame++) {
            for (int i = 0; i < pixels; i++) {
                float x = (i % size.width()) / (float) size.width();
                int row = i / size.width();
                float y = row / (float) size.height();
                boolean square = Math.abs(x - 0.4 - 0.1 * frame) < 0.2 && Math.abs(y - 0.5) < 0.2;
                values[3 * frame * pixels + i] = x;
                values[(3 * frame + 1) * pixels + i] = y;
                values[(3 * frame + 2) * pixels + i] = square ? 0.9f : 0.2f;
            }
        }
        return manager.create(values, new Shape(2, 3, size.height(), size.width()));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
