package farm.vidstyle.trainer.dataset;

import farm.vidstyle.trainer.dataset.Attribute.Look;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Says in plain words what an appearance looks like, in a small grammar. Sentences of many forms, so that a text tower learns to look for the
 * looks' own words and not for one place after "with".
 */
public final class Captions {

    /** Ways to begin; the second part of a caption names attributes. */
    private static final List<String> SUBJECTS =
            List.of("a photo of a person", "a photo of a face", "a person", "a face", "a cartoon of a person");

    /** Other sentences that looks can be in. */
    private static final List<String> FRAMES = List.of(
            "a portrait: %s",
            "here is a face with %s",
            "they have %s",
            "a head that has %s",
            "somebody with %s, in a picture",
            "%s in a drawing of a person",
            "%s seen on this face",
            "make a picture of someone with %s",
            "the person who is shown has %s",
            "it is a person with %s",
            "turn this into %s",
            "%s and nothing else");

    private static final double FRAME_SHARE = 0.45;
    private static final double INVERTED_SHARE = 0.3; // "whose hair is red" where one colour is named

    private Captions() {}

    /** A sentence that names nobody in particular: the source of an edit. */
    public static String plain(SplittableRandom random) {
        return SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    }

    /** Names the given attributes of the appearance, in a random order and in a sentence of a random form. */
    public static String of(HeadAppearance appearance, List<Attribute> named, SplittableRandom random) {
        List<Attribute> order = new ArrayList<>(named);
        Collections.shuffle(order, new Random(random.nextLong()));
        if (!order.isEmpty() && random.nextDouble() < FRAME_SHARE) {
            String said = joined(appearance, order);
            return order.size() == 1 && random.nextDouble() < INVERTED_SHARE
                    ? inverted(said, random)
                    : String.format(FRAMES.get(random.nextInt(FRAMES.size())), said);
        }
        String subject = plain(random);
        boolean smiling = named.contains(Attribute.EXPRESSION) && appearance.has(Attribute.EXPRESSION, 1);
        if (smiling && random.nextBoolean()) {
            subject = subject.replace("a person", "a smiling person").replace("a face", "a smiling face");
            order.remove(Attribute.EXPRESSION);
        }
        return order.isEmpty() ? subject : subject + " with " + joined(appearance, order);
    }

    /** Names a random part of the attributes, every second time all of them. */
    public static String draw(HeadAppearance appearance, SplittableRandom random) {
        List<Attribute> all = List.of(Attribute.values());
        if (random.nextBoolean()) {
            return of(appearance, all, random);
        }
        List<Attribute> named =
                all.stream().filter(attribute -> random.nextBoolean()).toList();
        return of(appearance, named, random);
    }

    /** "A photo of a person with" that look: how an edit's target is said when nothing is random. */
    public static String with(Look look) {
        return SUBJECTS.get(0) + " with " + look.phrase();
    }

    /** "a person whose shirt is red" for "a red shirt"; what has no colour or length stays as it is. */
    private static String inverted(String look, SplittableRandom random) {
        String[] words = look.replaceFirst("^an? ", "").split(" ", 2);
        boolean turns = words.length == 2 && !words[0].equals("no");
        return turns ? plain(random) + " whose " + words[1] + " is " + words[0] : plain(random) + ", " + look;
    }

    private static String joined(HeadAppearance appearance, List<Attribute> order) {
        List<String> phrases = order.stream()
                .map(attribute -> appearance.look(attribute).phrase())
                .toList();
        int last = phrases.size() - 1;
        return last == 0 ? phrases.get(0) : String.join(", ", phrases.subList(0, last)) + " and " + phrases.get(last);
    }
}
