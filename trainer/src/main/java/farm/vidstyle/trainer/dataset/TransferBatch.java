package farm.vidstyle.trainer.dataset;

import java.util.SplittableRandom;

/**
 * Pictures for an autoencoder whose codes should add up: of every four inputs (A in p1, B in p1, B in p2, A in p2) the decoder is asked for A
 * in p1 and B in p2 as they are, for A in the pose between p1 and p2 from the mean of A's codes, and for A in p2 from
 * {@code A(p1) + B(p2) - B(p1)}. Known ground truth makes codes that average and transfer well, which is what VidStyleODE does with them.
 *
 * @param inputs [N, 3, H, W] in [-1, 1]
 * @param targets [N, 3, H, W] in [-1, 1]
 * @param masks [N, 1, H, W] in [0, 1], of eyes and mouths in the targets
 * @param truth [N, {@link Truth#size()}] of the inputs
 */
public record TransferBatch(int groups, int size, float[] inputs, float[] targets, float[] masks, float[] truth) {

    public static final int GROUP = 4;

    /** Rows: outputs, columns: codes of the inputs. */
    private static final float[] MIXTURE = {
        1, 0, 0, 0, //
        0, 0, 1, 0, //
        0.5f, 0, 0, 0.5f, //
        1, -1, 1, 0
    };

    public static float[] mixture() {
        return MIXTURE.clone();
    }

    public static TransferBatch draw(HeadRenderer renderer, int groups, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int plane = renderer.size() * renderer.size();
        int images = groups * GROUP;
        float[] inputs = new float[images * 3 * plane];
        TransferBatch batch = new TransferBatch(
                groups,
                renderer.size(),
                inputs,
                new float[inputs.length],
                new float[images * plane],
                new float[images * Truth.size()]);
        for (int group = 0; group < groups; group++) {
            batch.drawGroup(renderer, group * GROUP, random);
        }
        return batch;
    }

    private void drawGroup(HeadRenderer renderer, int first, SplittableRandom random) {
        HeadAppearance a = HeadAppearance.draw(random);
        HeadAppearance b = HeadAppearance.draw(random);
        HeadPose start = drawPose(random);
        HeadPose end = drawPose(random);
        HeadAppearance[] shown = {a, b, b, a};
        HeadPose[] poses = {start, start, end, end};
        HeadAppearance[] wanted = {a, b, a, a};
        HeadPose[] wantedPoses = {start, end, HeadPose.mean(start, end), end};
        int plane = size * size;
        for (int i = 0; i < GROUP; i++) {
            renderer.render(shown[i], poses[i], inputs, (first + i) * 3 * plane);
            double[] known = Truth.of(shown[i], poses[i]);
            for (int k = 0; k < known.length; k++) {
                truth[(first + i) * known.length + k] = (float) known[k];
            }
            renderer.render(wanted[i], wantedPoses[i], targets, (first + i) * 3 * plane);
            renderer.renderMask(wanted[i], wantedPoses[i], masks, (first + i) * plane);
        }
    }

    /** A quarter of the poses use the whole range, the others are those that motions go through. */
    private static HeadPose drawPose(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? HeadPose.draw(random)
                : Motion.draw(random).at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
    }
}
