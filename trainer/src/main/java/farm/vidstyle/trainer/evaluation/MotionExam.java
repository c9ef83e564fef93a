package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import java.util.List;
import java.util.stream.IntStream;

/** A clip inverted, reconstructed from content and motion, and its motion given to somebody else. */
final class MotionExam {

    private static final int JUDGED = 4; // frames of a clip on which looks are judged, together

    private final ExamRoom room;
    private final Product product;

    MotionExam(ExamRoom room) {
        this.room = room;
        product = room.product();
    }

    void examine(Take take) {
        HeldOutClip clip = take.clip();
        List<float[]> inverted = product.paint(take.codes());
        List<float[]> reconstructed = product.paint(product.codes(take.content(), take.zd0(), take.times()));
        List<float[]> constant = ExamRoom.repeated(product.paint(take.content()).get(0), take.times().length);
        room.comparePictures("inversion", take.request(), inverted, take.source());
        room.comparePictures("reconstruction", take.request(), reconstructed, take.source());
        room.comparePictures("content only", take.request(), constant, take.source());
        if (clip.judgesJudge()) {
            room.correlatePoses("truth", take.source(), clip.person(), clip.motion(), take.times());
            room.correlatePoses("inversion", inverted, clip.person(), clip.motion(), take.times());
        }
        room.correlatePoses("reconstruction", reconstructed, clip.person(), clip.motion(), take.times());
        animate(clip, take.zd0(), take.times());
    }

    private void animate(HeldOutClip clip, NDArray zd0, double[] times) {
        NDManager request = zd0.getManager();
        NDArray content =
                Product.content(product.invert(request, product.film(clip.other(), clip.otherMotion(), times)));
        List<float[]> animated = product.paint(product.codes(content, zd0, times));
        List<float[]> truth = product.film(clip.other(), clip.motion(), times);
        List<float[]> constant = ExamRoom.repeated(product.paint(content).get(0), times.length);
        room.comparePictures("animation", request, animated, truth);
        room.comparePictures("animation content only", request, constant, truth);
        room.correlatePoses("animation", animated, clip.other(), clip.motion(), times);
        List<HeadPose> poses = HeldOutClip.poses(clip.motion(), times);
        keep("animation", animated, clip.other(), poses);
        if (clip.judgesJudge()) {
            keep("truth", truth, clip.other(), poses);
        }
        keep("animation content only", constant, clip.other(), ExamRoom.repeated(HeadPose.resting(), times.length));
    }

    private void keep(String name, List<float[]> pictures, HeadAppearance who, List<HeadPose> poses) {
        int[] judged = IntStream.range(0, JUDGED)
                .map(i -> i * pictures.size() / JUDGED)
                .toArray();
        HeadAppearance found = room.looks()
                .judge(
                        IntStream.of(judged).mapToObj(pictures::get).toList(),
                        who,
                        IntStream.of(judged).mapToObj(poses::get).toList());
        for (Attribute attribute : Attribute.values()) {
            boolean kept = found.look(attribute).equals(who.look(attribute));
            room.ledger().add(name + ".kept", kept);
            room.ledger().add(name + ".kept." + ExamRoom.word(attribute), kept);
        }
    }
}
