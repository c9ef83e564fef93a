package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.vidstyleode.SeenFrames;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The calls that the farm makes of a bundle for an edit, on frames that are drawn: planes [3, H, W] in [-1, 1]. */
final class Product {

    private final ModelBundle bundle;
    private final HeadRenderer renderer;

    Product(ModelBundle bundle, HeadRenderer renderer) {
        this.bundle = bundle;
        this.renderer = renderer;
    }

    /** Frames of a window: what is encoded at once. */
    int window() {
        return bundle.vidStyleOde().config().videoLength();
    }

    /** Evenly spread times over a window, from its first frame on. */
    double[] sampleTimes(int count) {
        double spacing = (double) window() / count;
        return IntStream.range(0, count).mapToDouble(i -> i * spacing).toArray();
    }

    List<float[]> film(HeadAppearance who, Motion motion, double... times) {
        return HeldOutClip.render(renderer, who, motion, times);
    }

    /** Codes [T, L, S]. */
    NDArray invert(NDManager request, List<float[]> frames) {
        return bundle.invert(stacked(request, frames));
    }

    /** The content code [1, L, S] of frames' codes. */
    static NDArray content(NDArray codes) {
        return codes.mean(new int[] {0}, true);
    }

    /** The state at the first frame of a window, from as many of its frames as the farm looks at. */
    NDArray motion(NDManager request, HeadAppearance who, Motion motion) {
        double[] times =
                Arrays.stream(SeenFrames.of(window())).mapToDouble(i -> i).toArray();
        return motion(request, film(who, motion, times), 0, times);
    }

    /** The same from frames between any two of which {@code dropped} evenly spread ones are masked, as a source that lost them has it. */
    NDArray motion(NDManager request, List<float[]> frames, int dropped, double... times) {
        int steps = dropped + 1;
        int all = (times.length - 1) * steps + 1;
        double[] moments = new double[all];
        boolean[] observed = new boolean[all];
        List<float[]> masked = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            int before = i / steps;
            int after = Math.min(before + 1, times.length - 1);
            moments[i] = times[before] + (times[after] - times[before]) * (i % steps) / steps;
            observed[i] = i % steps == 0;
            masked.add(observed[i] ? frames.get(before) : new float[frames.get(before).length]);
        }
        return bundle.vidStyleOde().encodeMotion(unit(stacked(request, masked)), moments, observed);
    }

    /** How the content looks, [1, E]. */
    NDArray style(NDArray content) {
        return bundle.clip().imageFeatures(bundle.generate(content));
    }

    /** What a sentence adds to a style, [1, E]. */
    NDArray direction(NDManager request, String from, String to, double strength) {
        NDArray target = bundle.clip().textFeatures(request, to);
        return target.sub(bundle.clip().textFeatures(request, from)).mul(strength);
    }

    /** Codes [T, L, S] of content in motion, in its own style. */
    NDArray codes(NDArray content, NDArray zd0, double... times) {
        return styled(content, style(content), tokens(zd0, times));
    }

    /** Tokens [T, M, E] of the motion at some times. */
    NDArray tokens(NDArray zd0, double... times) {
        return bundle.vidStyleOde().dynamics(zd0, times);
    }

    NDArray styled(NDArray content, NDArray style, NDArray tokens) {
        return bundle.vidStyleOde().wPlus(content, style, tokens);
    }

    List<float[]> paint(NDArray wPlus) {
        float[] all = bundle.generate(wPlus).toFloatArray();
        int frame = 3 * renderer.size() * renderer.size();
        List<float[]> frames = new ArrayList<>();
        for (int start = 0; start < all.length; start += frame) {
            frames.add(Arrays.copyOfRange(all, start, start + frame));
        }
        return frames;
    }

    /** How far apart pictures look to the model's own video encoder: see {@link Measures#featureDistance}. */
    double featureDistance(NDManager request, List<float[]> pictures, List<float[]> truth) {
        NDArray first = features(request, pictures);
        NDArray second = features(request, truth);
        return Measures.featureDistance(
                first.toFloatArray(), second.toFloatArray(), first.getShape().getShape());
    }

    private NDArray features(NDManager request, List<float[]> frames) { // [T, C, h, w]
        return bundle.vidStyleOde().features(unit(stacked(request, frames).clip(-1, 1)));
    }

    private static NDArray unit(NDArray signed) {
        return signed.add(1).div(2);
    }

    private NDArray stacked(NDManager request, List<float[]> frames) {
        int frame = 3 * renderer.size() * renderer.size();
        float[] all = new float[frames.size() * frame];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i), 0, all, i * frame, frame);
        }
        return request.create(all, new Shape(frames.size(), 3, renderer.size(), renderer.size()));
    }
}
