package farm.vidstyle.trainer.demo;

import farm.vidstyle.trainer.dataset.DrivenClips;
import farm.vidstyle.trainer.dataset.DrivenClips.Edit;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import farm.vidstyle.trainer.dataset.Motion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An edit of a clip before anything of it is drawn: the person whose content it is, what becomes of them, and how somebody moves.
 *
 * @param content poses in which the person is seen, whose mean code is the content
 * @param actor who moves; often the person
 * @param start of the clip along the motion, in frames
 * @param strength of the edit
 */
record Draft(
        HeadAppearance person,
        Edit edit,
        List<HeadPose> content,
        HeadAppearance actor,
        Motion motion,
        double start,
        double strength) {

    static final int CONTENT_FRAMES = 4;

    private static final double SINGLE_FRAME_SHARE = 0.3; // contents that are one frame's code, as image animation uses
    private static final double SAME_PERSON_SHARE =
            0.4; // drivers that show the person of the content, as reconstruction does
    private static final double SAME_MOTION_SHARE = 0.6;
    private static final double WEAKEST = 0.9;
    private static final double STRONGEST = 1.6;

    /**
     * A random one.
     *
     * @param editShare how many are edited
     * @param span of the clip in frames: a content that is seen in the clip's own motion is seen evenly within it
     */
    static Draft draw(double editShare, double span, SplittableRandom random) {
        HeadAppearance person = HeadAppearance.draw(random);
        HeadAppearance other = HeadAppearance.draw(random);
        Motion motion = Motion.draw(random);
        double start = random.nextDouble(0, Motion.TYPICAL_LENGTH);
        boolean own = random.nextDouble() < SAME_MOTION_SHARE;
        Motion contentMotion = own ? motion : Motion.draw(random);
        double first = own ? start : random.nextDouble(0, Motion.TYPICAL_LENGTH);
        boolean single = random.nextDouble() < SINGLE_FRAME_SHARE;
        double spacing = single ? 0 : span / CONTENT_FRAMES;
        double offset = random.nextDouble(0, span / CONTENT_FRAMES);
        List<HeadPose> content = new ArrayList<>();
        for (int i = 0; i < CONTENT_FRAMES; i++) {
            content.add(contentMotion.at(first + offset + i * spacing));
        }
        boolean edited = random.nextDouble() < editShare;
        Edit edit = edited ? DrivenClips.drawEdit(person, random) : new Edit("", "", person);
        HeadAppearance actor = random.nextDouble() < SAME_PERSON_SHARE ? person : other;
        return new Draft(person, edit, content, actor, motion, start, random.nextDouble(WEAKEST, STRONGEST));
    }

    /** So many frames after the clip's start. */
    HeadPose poseAt(double time) {
        return motion.at(start + time);
    }
}
