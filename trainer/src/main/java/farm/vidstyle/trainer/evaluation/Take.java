package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * A held-out clip as the model takes it in: samples of the source over a window with their codes, and from them what every edit starts from.
 *
 * @param codes [T, L, S] of the sampled frames
 * @param content [1, L, S], their mean
 * @param zd0 [1, C, h, w] of the window
 */
@SuppressWarnings("ArrayRecordComponent") // read by the exams of one clip, one after the other
record Take(HeldOutClip clip, double[] times, List<float[]> source, NDArray codes, NDArray content, NDArray zd0) {

    private static final int SAMPLES = 25;

    static Take of(HeldOutClip clip, Product product, NDManager request) {
        double[] times = product.sampleTimes(SAMPLES);
        List<float[]> source = product.film(clip.person(), clip.motion(), times);
        NDArray codes = product.invert(request, source);
        NDArray zd0 = product.motion(request, clip.person(), clip.motion());
        return new Take(clip, times, source, codes, Product.content(codes), zd0);
    }

    NDManager request() {
        return codes.getManager();
    }
}
