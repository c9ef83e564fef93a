package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.PoseAxis;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much of each pose axis shows where: what a token of a place can be asked to tell. A mouth opens in the lower half of the frame, a shift
 * shows wherever the head is.
 *
 * @param changes of the picture, [axes][places], sums of squares for steps of the same share of each axis's range
 */
record Visibility(double[][] changes) {

    private static final int HEADS = 200;
    private static final double SHARE = 0.1; // of an axis's range that it is moved by
    private static final double PICTURE_SHARE = 0.75; // of weights; all axes alike have the rest

    /** For a state of {@code cells} by {@code cells}. */
    static Visibility measure(int resolution, int cells) {
        HeadRenderer renderer = new HeadRenderer(resolution);
        SplittableRandom random = new SplittableRandom(7);
        double[][] changes = new double[PoseAxis.ALL.size()][cells * cells];
        for (int head = 0; head < HEADS; head++) {
            HeadAppearance person = HeadAppearance.draw(random);
            HeadPose pose = HeadPose.draw(random);
            float[] before = renderer.render(person, pose);
            for (PoseAxis axis : PoseAxis.ALL) {
                HeadPose moved = pose.with(axis, axis.moved(pose.at(axis), SHARE));
                add(changes[axis.place()], before, renderer.render(person, moved), resolution / cells);
            }
        }
        return new Visibility(changes);
    }

    /** Adds the squared differences of two frames by place. */
    private static void add(double[] changes, float[] first, float[] second, int cell) {
        int size = (int) Math.sqrt(first.length / 3.0);
        for (int i = 0; i < first.length; i++) {
            int row = i / size % size / cell;
            double difference = first[i] - second[i];
            changes[row * (size / cell) + i % size / cell] += difference * difference;
        }
    }

    /** From 0, nothing, to 1, as much as anywhere: [places, axes]. */
    NDArray places(NDManager manager) {
        int axes = changes.length;
        int places = changes[0].length;
        float[] shows = new float[places * axes];
        for (int axis = 0; axis < axes; axis++) {
            double most = Arrays.stream(changes[axis]).max().orElseThrow();
            for (int place = 0; place < places; place++) {
                shows[place * axes + axis] = (float) Math.sqrt(changes[axis][place] / most);
            }
        }
        return manager.create(shows, new Shape(places, axes));
    }

    /**
     * What errors of the axes count, [axes], 1 on the mean: mostly what they do to the picture, since a shift moves every edge of a head and brows move
     * a few pixels.
     */
    NDArray weights(NDManager manager) {
        double all = Arrays.stream(changes).flatMapToDouble(Arrays::stream).sum();
        float[] weights = new float[changes.length];
        for (int axis = 0; axis < weights.length; axis++) {
            double relative = weights.length * Arrays.stream(changes[axis]).sum() / all;
            weights[axis] = (float) (PICTURE_SHARE * relative + 1 - PICTURE_SHARE);
        }
        return manager.create(weights);
    }
}
