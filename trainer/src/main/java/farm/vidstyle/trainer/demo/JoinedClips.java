package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Clips whose lower half is the next one's of their group, as where a part of the picture follows another driver. */
final class JoinedClips {

    private JoinedClips() {}

    /** The upper half of the places of each clip, and the lower half of those of the next one; arguments are axes of the array. */
    static NDArray of(NDArray array, int clips, int places) {
        long half = array.getShape().get(places) / 2;
        NDList ends = array.split(new long[] {1}, clips);
        NDArray next = ends.get(1).concat(ends.get(0), clips);
        NDArray upper = array.split(new long[] {half}, places).get(0);
        return upper.concat(next.split(new long[] {half}, places).get(1), places);
    }
}
