package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Edits a moving person by text, one attribute at a time, and judges what became of all: the named look is there, the others stay. */
final class EditExam {

    static final String FROM = "a photo of a person";
    static final double STRENGTH = 1.3; // the reference's
    static final int MOMENTS = 3; // frames of a clip on which looks are judged, together

    private final ExamRoom room;
    private final Product product;

    EditExam(ExamRoom room) {
        this.room = room;
        product = room.product();
    }

    /** One edit: what is asked for in trained words and in others. */
    private record Edit(Attribute attribute, HeadAppearance result, String sentence, String paraphrase) {}

    void examine(Take take) {
        double[] times = product.sampleTimes(MOMENTS);
        NDArray tokens = product.tokens(take.zd0(), times);
        NDArray style = product.style(take.content());
        List<Edit> edits = draw(take.clip());
        NDList codes = new NDList(product.styled(take.content(), style, tokens));
        for (Edit edit : edits) { // painted all at once: a few frames alone would fill no batch
            codes.add(product.styled(take.content(), style.add(direction(take, edit.sentence())), tokens));
            codes.add(product.styled(take.content(), style.add(direction(take, edit.paraphrase())), tokens));
        }
        List<float[]> painted = product.paint(NDArrays.concat(codes));
        HeadAppearance person = take.clip().person();
        List<HeadPose> poses = HeldOutClip.poses(take.clip().motion(), times);
        keep("unedited", person, room.looks().judge(painted.subList(0, MOMENTS), person, poses), List.of());
        for (int i = 0; i < edits.size(); i++) {
            int start = (2 * i + 1) * MOMENTS;
            judge("edit", edits.get(i), person, painted.subList(start, start + MOMENTS), poses);
            judge("paraphrase", edits.get(i), person, painted.subList(start + MOMENTS, start + 2 * MOMENTS), poses);
        }
        if (take.clip().judgesJudge()) {
            judgeTruth(take, edits, times, poses);
        }
    }

    private NDArray direction(Take take, String sentence) {
        return product.direction(take.request(), FROM, sentence, STRENGTH);
    }

    /** What the judge says of the drawn result, and of the best that the generator can show of it. */
    private void judgeTruth(Take take, List<Edit> edits, double[] times, List<HeadPose> poses) {
        List<float[]> drawn = new ArrayList<>();
        for (Edit edit : edits) {
            drawn.addAll(product.film(edit.result(), take.clip().motion(), times));
        }
        List<float[]> inverted = product.paint(product.invert(take.request(), drawn));
        for (int i = 0; i < edits.size(); i++) {
            int start = i * MOMENTS;
            HeadAppearance person = take.clip().person();
            judge("edit truth", edits.get(i), person, drawn.subList(start, start + MOMENTS), poses);
            judge("edit inversion", edits.get(i), person, inverted.subList(start, start + MOMENTS), poses);
        }
    }

    private void judge(String name, Edit edit, HeadAppearance person, List<float[]> pictures, List<HeadPose> poses) {
        HeadAppearance found = room.looks().judge(pictures, person, poses);
        Attribute asked = edit.attribute();
        boolean there = found.look(asked).equals(edit.result().look(asked));
        room.ledger().add(name + ".success", there);
        room.ledger().add(name + ".success." + ExamRoom.word(asked), there);
        keep(name, person, found, List.of(asked));
    }

    private void keep(String name, HeadAppearance person, HeadAppearance found, List<Attribute> but) {
        for (Attribute attribute : Attribute.values()) {
            if (!but.contains(attribute)) {
                room.ledger().add(name + ".kept", found.look(attribute).equals(person.look(attribute)));
            }
        }
    }

    private static List<Edit> draw(HeldOutClip clip) {
        List<Edit> edits = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(~clip.origin());
        for (Attribute attribute : Attribute.values()) {
            List<Attribute.Look> others = attribute.looks().stream()
                    .filter(look -> !look.equals(clip.person().look(attribute)))
                    .toList();
            Attribute.Look wanted = others.get(random.nextInt(others.size()));
            List<String> paraphrases = Paraphrases.of(wanted);
            edits.add(new Edit(
                    attribute,
                    clip.person().with(attribute, wanted),
                    Captions.with(wanted),
                    paraphrases.get(random.nextInt(paraphrases.size()))));
        }
        return edits;
    }
}
