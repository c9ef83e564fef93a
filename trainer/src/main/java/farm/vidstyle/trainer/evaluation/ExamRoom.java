package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.evaluation.judge.LookJudge;
import farm.vidstyle.trainer.evaluation.judge.PoseFitter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What every exam needs: the model, the judges, and the book that results are written in. */
record ExamRoom(Product product, PoseFitter poses, LookJudge looks, Ledger ledger) {

    private static final int POSE_STRIDE = 2; // every second sample still shows every movement, at half the time

    /** Enters squared error, structural similarity and feature distance of pictures against the truth. */
    void comparePictures(String name, NDManager request, List<float[]> pictures, List<float[]> truth) {
        compareErrors(name, pictures, truth);
        for (int i = 0; i < truth.size(); i++) {
            ledger.add(name + ".ssim", Measures.ssim(pictures.get(i), truth.get(i)));
        }
        ledger.add(name + ".distance", product.featureDistance(request, pictures, truth));
    }

    /** Enters the squared error alone. */
    void compareErrors(String name, List<float[]> pictures, List<float[]> truth) {
        for (int i = 0; i < truth.size(); i++) {
            ledger.add(name + ".error", Measures.squaredError(pictures.get(i), truth.get(i)));
        }
    }

    /** Enters how well the poses in the pictures follow a motion, for each axis that it moves. */
    void correlatePoses(String name, List<float[]> pictures, HeadAppearance who, Motion motion, double... times) {
        int[] fitted = IntStream.range(0, times.length)
                .filter(i -> i % POSE_STRIDE == 0)
                .toArray();
        double[][] found =
                poses.poses(IntStream.of(fitted).mapToObj(pictures::get).toList(), who);
        for (PoseAxis axis : PoseAxis.values()) {
            if (motion.moves(axis)) {
                double[] seen = Arrays.stream(found)
                        .mapToDouble(pose -> pose[axis.place()])
                        .toArray();
                double[] driven = IntStream.of(fitted)
                        .mapToDouble(i -> motion.at(times[i]).at(axis))
                        .toArray();
                double correlation = Measures.correlation(seen, driven);
                ledger.add(name + ".pose." + word(axis), correlation);
                ledger.add(name + ".pose", correlation);
            }
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static <T> List<T> repeated(T one, int times) {
        return Collections.nCopies(times, one);
    }
}
