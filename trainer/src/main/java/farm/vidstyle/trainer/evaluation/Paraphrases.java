package farm.vidstyle.trainer.evaluation;

import farm.vidstyle.trainer.dataset.Attribute.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * Other ways to ask for a look than training's captions have, which all say "... with ..." of a photo, a cartoon, a person or a face. The
 * looks' own words stay, since a small model's vocabulary has no others for them; order, grammar and everything around them change.
 */
final class Paraphrases {

    private static final List<String> FRAMES = List.of(
            "%s on a person", "%s, a photo of a face", "this person has %s", "someone who has %s", "make it %s", "%s");

    private Paraphrases() {}

    static List<String> of(Look look) {
        List<String> sentences = new ArrayList<>();
        for (String frame : FRAMES) {
            sentences.add(String.format(frame, look.phrase()));
        }
        String[] words = look.phrase().replaceFirst("^an? ", "").split(" ", -1);
        if (words.length == 2 && !words[0].equals("no")) {
            sentences.add("the " + words[1] + " is " + words[0]); // "the hair is blond"
        }
        return sentences;
    }
}
