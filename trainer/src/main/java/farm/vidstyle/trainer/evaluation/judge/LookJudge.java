package farm.vidstyle.trainer.evaluation.judge;

import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which look of every attribute the frames of one clip show, all frames together: attribute by attribute the look whose drawing is
 * nearest, in the pose fitted before, until nothing changes. The proportions of the face are known; the looks are not. Pictures are seen
 * coarsely: a pair of glasses that is blurred or a little out of place is still one, to people as well.
 */
public final class LookJudge {

    private static final int POSE_STEPS = 3;
    private static final int MOST_ROUNDS = 3;

    private final Sight sight;
    private final PoseFitter fitter;

    /** Looks at pictures of {@code size} pixels a side. */
    public LookJudge(int size) {
        sight = new Sight(size, Sight.COARSE);
        fitter = new PoseFitter(size);
    }

    /**
     * What the pictures show.
     *
     * @param supposed looks to start from, and the proportions
     * @param poses of the pictures, about: they are fitted
     */
    public HeadAppearance judge(List<float[]> pictures, HeadAppearance supposed, List<HeadPose> poses) {
        List<float[]> seen = pictures.stream().map(sight::see).toList();
        List<double[]> fitted = poses.stream().map(PoseFitter::normalised).toList();
        HeadAppearance found = supposed;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            fitted = fit(pictures, found, fitted);
            HeadAppearance before = found;
            found = round(seen, found, fitted);
            if (found.equals(before)) {
                break;
            }
        }
        return found;
    }

    private List<double[]> fit(List<float[]> pictures, HeadAppearance who, List<double[]> poses) {
        return IntStream.range(0, pictures.size())
                .parallel()
                .mapToObj(i -> fitter.refine(pictures.get(i), who, poses.get(i), POSE_STEPS))
                .toList();
    }

    private HeadAppearance round(List<float[]> seen, HeadAppearance supposed, List<double[]> poses) {
        List<HeadPose> at = poses.stream().map(PoseFitter::denormalised).toList();
        HeadAppearance found = supposed;
        for (Attribute attribute : Attribute.values()) {
            List<HeadAppearance> choices = new ArrayList<>();
            for (Attribute.Look look : attribute.looks()) {
                choices.add(found.with(attribute, look));
            }
            double[] errors = choices.parallelStream()
                    .mapToDouble(choice -> error(seen, choice, at))
                    .toArray();
            int best = 0;
            for (int i = 1; i < errors.length; i++) {
                best = errors[i] < errors[best] ? i : best;
            }
            found = choices.get(best);
        }
        return found;
    }

    private double error(List<float[]> seen, HeadAppearance who, List<HeadPose> poses) {
        double sum = 0;
        for (int i = 0; i < seen.size(); i++) {
            sum += Sight.error(sight.draw(who, poses.get(i)), seen.get(i));
        }
        return sum;
    }
}
