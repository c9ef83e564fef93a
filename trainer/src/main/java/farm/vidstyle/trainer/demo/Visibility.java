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
 */
final class Visibility {

    private static final int HEADS = 200;
    private static final double SHARE = 0.1; // of an axis's range that it is moved by

    private Visibility() {}

    /** From 0, nothing, to 1, as much as anywhere: [places, axes], for a state of {@code cells} by {@code cells}. */
    static NDArray of(NDManager manager, int resolution, int cells) {
        HeadRenderer renderer = new HeadRenderer(resolution);
        SplittableRandom random = new SplittableRandom(7);
        int axes = PoseAxis.ALL.size();
        int places = cells * cells;
        double[][] changes = new double[axes][places];
        for (int head = 0; head < HEADS; head++) {
            HeadAppearance person = HeadAppearance.draw(random);
            HeadPose pose = HeadPose.draw(random);
            float[] before = renderer.render(person, pose);
            for (PoseAxis axis : PoseAxis.ALL) {
                HeadPose moved = pose.with(axis, axis.moved(pose.at(axis), SHARE));
                add(changes[axis.place()], before, renderer.render(person, moved), resolution / cells);
            }
        }
        float[] shows = new float[places * axes];
        for (int axis = 0; axis < axes; axis++) {
            double most = Arrays.stream(changes[axis]).max().orElseThrow();
            for (int place = 0; place < places; place++) {
                shows[place * axes + axis] = (float) Math.sqrt(changes[axis][place] / most);
            }
        }
        return manager.create(shows, new Shape(places, axes));
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
}
