package farm.vidstyle.trainer.evaluation;

import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A person, another person and a motion that no training seed gives. */
record HeldOutClip(HeadAppearance person, HeadAppearance other, Motion motion, Motion otherMotion) {

    /** Training counts its seeds up from zero. */
    static HeldOutClip number(int index) {
        SplittableRandom random = new SplittableRandom(-1_000L - index);
        return new HeldOutClip(
                HeadAppearance.draw(random), HeadAppearance.draw(random), Motion.draw(random), Motion.draw(random));
    }

    static List<float[]> render(HeadRenderer renderer, HeadAppearance person, Motion motion, double[] times) {
        List<float[]> frames = new ArrayList<>();
        for (double time : times) {
            frames.add(renderer.render(person, motion.at(time)));
        }
        return frames;
    }
}
