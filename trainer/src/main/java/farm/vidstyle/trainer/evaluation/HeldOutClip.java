package farm.vidstyle.trainer.evaluation;

import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Two people and two motions that no training seed gives, and the number they come from. */
record HeldOutClip(long origin, HeadAppearance person, HeadAppearance other, Motion motion, Motion otherMotion) {

    private static final long CLIPS_PER_SEED = 100_000;

    private static final int JUDGED = 4;

    /** Training counts its seeds up from zero, so these count down. */
    static HeldOutClip number(int seed, int index) {
        long origin = -1_000L - seed * CLIPS_PER_SEED - index;
        SplittableRandom random = new SplittableRandom(origin);
        return new HeldOutClip(
                origin,
                HeadAppearance.draw(random),
                HeadAppearance.draw(random),
                Motion.draw(random),
                Motion.draw(random));
    }

    /** Whether the judge is judged on this clip, by true pictures: every fourth tells enough of what is nearly always right. */
    boolean judgesJudge() {
        return origin % JUDGED == 0;
    }

    static List<float[]> render(HeadRenderer renderer, HeadAppearance person, Motion motion, double... times) {
        List<float[]> frames = new ArrayList<>();
        for (double time : times) {
            frames.add(renderer.render(person, motion.at(time)));
        }
        return frames;
    }

    static List<HeadPose> poses(Motion motion, double... times) {
        return Arrays.stream(times).mapToObj(motion::at).toList();
    }
}
