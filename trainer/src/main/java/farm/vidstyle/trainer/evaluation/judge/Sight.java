package farm.vidstyle.trainer.evaluation.judge;

import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;

/** How pictures are looked at: all of one size, averaged down to no more pixels than the judge needs, and drawings of that size. */
final class Sight {

    /** Pixels a side: enough for where the head is. */
    static final int COARSE = 32;

    /** Enough for what it does; a mouth is five of them high. */
    static final int FINE = 64;

    private final int size;
    private final int factor;
    private final HeadRenderer renderer;

    /** For pictures of {@code size} pixels a side, seen with {@code enough} where that divides them. */
    Sight(int size, int enough) {
        this.size = size;
        factor = size % enough == 0 ? size / enough : 1;
        renderer = new HeadRenderer(size / factor);
    }

    float[] draw(HeadAppearance who, HeadPose pose) {
        return renderer.render(who, pose);
    }

    /** The picture [3, H, W], clamped to [-1, 1] and averaged over squares. */
    float[] see(float[] picture) {
        int small = size / factor;
        float[] seen = new float[3 * small * small];
        for (int i = 0; i < picture.length; i++) {
            int column = i % size / factor;
            int row = i / size % size / factor;
            int plane = i / (size * size);
            float value = Math.min(1, Math.max(-1, picture[i]));
            seen[(plane * small + row) * small + column] += value / (factor * factor);
        }
        return seen;
    }

    static double error(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double difference = first[i] - second[i];
            sum += difference * difference;
        }
        return sum;
    }
}
