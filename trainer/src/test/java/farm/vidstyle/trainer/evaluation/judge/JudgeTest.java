package farm.vidstyle.trainer.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.PoseAxis;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final int SIZE = 64;

    private final HeadRenderer renderer = new HeadRenderer(SIZE);
    private final SplittableRandom random = new SplittableRandom(11);
    private final HeadAppearance person = HeadAppearance.draw(random);

    @Test
    void posesOfTrueFramesAreRecovered() {
        List<HeadPose> poses =
                IntStream.range(0, 6).mapToObj(i -> HeadPose.draw(random)).toList();

        double[][] found = new PoseFitter(SIZE)
                .poses(poses.stream().map(pose -> renderer.render(person, pose)).toList(), person);

        for (int i = 0; i < found.length; i++) {
            for (PoseAxis axis :
                    List.of(PoseAxis.SHIFT_X, PoseAxis.SHIFT_Y, PoseAxis.SCALE, PoseAxis.YAW, PoseAxis.ROLL)) {
                assertThat(found[i][axis.place()])
                        .as("%s of frame %s", axis, i)
                        .isCloseTo(axis.normalised(poses.get(i).at(axis)), within(0.1));
            }
        }
    }

    @Test
    void everyLookIsSeenWhateverWasSupposed() {
        LookJudge judge = new LookJudge(SIZE);
        List<HeadPose> poses = List.of(HeadPose.resting(), HeadPose.resting().with(PoseAxis.YAW, 0.4));

        for (Attribute attribute : Attribute.values()) {
            for (Attribute.Look look : attribute.looks()) {
                HeadAppearance changed = person.with(attribute, look);
                List<float[]> pictures = poses.stream()
                        .map(pose -> renderer.render(changed, pose))
                        .toList();

                assertThat(judge.judge(pictures, person, poses)).isEqualTo(changed);
            }
        }
    }
}
