package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Frames at times that were not seen, between and after those that were, and whether frame follows frame smoothly. */
final class TimeExam {

    /** Seen frames are so much of the slowest oscillation's period apart; of all faster ones, more. */
    static final double SPACING = 1.0 / 8;

    /** Frames between two that were seen; the encoder is told of their times only. */
    static final int DROPPED = 2;

    private static final double[] PLACES = {0.25, 0.5}; // between two seen frames
    private static final int LATER = 24; // times over a clip's length after its end
    /** Shares of the clip's length. */
    static final List<Double> LENGTHS = List.of(0.25, 0.5, 1.0);

    private static final int RUN = 24; // frames one after the other

    private final ExamRoom room;
    private final Product product;

    TimeExam(ExamRoom room) {
        this.room = room;
        product = room.product();
    }

    void examine(Take take) {
        interpolate(take.clip(), take.request());
        extrapolate(take.clip(), take.content(), take.zd0());
        followSmoothly(take.clip(), take.content(), take.zd0());
    }

    private void interpolate(HeldOutClip clip, NDManager request) {
        double spacing = SPACING * clip.motion().longestPeriod();
        double[] seen = IntStream.rangeClosed(0, (int) ((product.window() - 1) / spacing))
                .mapToDouble(i -> i * spacing)
                .toArray();
        List<float[]> frames = product.film(clip.person(), clip.motion(), seen);
        NDArray codes = product.invert(request, frames);
        NDArray content = Product.content(codes);
        NDArray zd0 = product.motion(request, frames, DROPPED, seen);
        for (double place : PLACES) {
            String name = place == 0.5 ? "interpolation" : "interpolation quarter";
            double[] between = Arrays.stream(seen, 0, seen.length - 1)
                    .map(t -> t + place * spacing)
                    .toArray();
            List<float[]> truth = product.film(clip.person(), clip.motion(), between);
            room.compareErrors(name, product.paint(product.codes(content, zd0, between)), truth);
            room.compareErrors(name + " pixels", blended(frames, place), truth);
            room.compareErrors(name + " codes", product.paint(blended(codes, place)), truth);
            room.compareErrors(name + " nearest", frames, truth);
            room.compareErrors(name + " inversion", product.paint(product.invert(request, truth)), truth);
        }
    }

    static List<float[]> blended(List<float[]> frames, double place) {
        List<float[]> between = new ArrayList<>();
        for (int i = 0; i + 1 < frames.size(); i++) {
            float[] blend = new float[frames.get(i).length];
            for (int j = 0; j < blend.length; j++) {
                blend[j] = (float) ((1 - place) * frames.get(i)[j] + place * frames.get(i + 1)[j]);
            }
            between.add(blend);
        }
        return between;
    }

    static NDArray blended(NDArray codes, double place) { // [T, L, S] -> [T-1, L, S]
        long last = codes.getShape().get(0) - 1;
        return codes.get("0:" + last).mul(1 - place).add(codes.get("1:").mul(place));
    }

    /** A whole window was seen; a share of its length is asked for after its last frame. */
    private void extrapolate(HeldOutClip clip, NDArray content, NDArray zd0) {
        double last = product.window() - 1;
        double[] later = IntStream.rangeClosed(1, LATER)
                .mapToDouble(i -> last + i * (double) product.window() / LATER)
                .toArray();
        List<float[]> truth = product.film(clip.person(), clip.motion(), later);
        List<float[]> made = product.paint(product.codes(content, zd0, later));
        List<float[]> repeated = ExamRoom.repeated(
                product.film(clip.person(), clip.motion(), last).get(0), LATER);
        List<float[]> constant = ExamRoom.repeated(product.paint(content).get(0), LATER);
        for (double length : LENGTHS) {
            int count = (int) (length * LATER);
            String name = "extrapolation " + length;
            room.compareErrors(name, made.subList(0, count), truth.subList(0, count));
            room.compareErrors(name + " repeated", repeated, truth.subList(0, count));
            room.compareErrors(name + " content only", constant, truth.subList(0, count));
        }
    }

    private void followSmoothly(HeldOutClip clip, NDArray content, NDArray zd0) {
        double start = Math.floor((product.window() - RUN) / 2.0);
        double[] times = IntStream.range(0, RUN).mapToDouble(i -> start + i).toArray();
        List<float[]> truth = product.film(clip.person(), clip.motion(), times);
        List<float[]> inverted = product.paint(product.invert(content.getManager(), truth));
        room.ledger().add("smoothness", Measures.jitter(product.paint(product.codes(content, zd0, times))));
        room.ledger().add("smoothness truth", Measures.jitter(truth));
        room.ledger().add("smoothness inversion", Measures.jitter(inverted));
    }
}
