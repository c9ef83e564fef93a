package farm.vidstyle.trainer.dataset;

import farm.vidstyle.trainer.dataset.Attribute.Look;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Says in plain words what an appearance looks like, in a small closed grammar. */
public final class Captions {

    /** Ways to begin; the second part of a caption names attributes. */
    private static final List<String> SUBJECTS =
            List.of("a photo of a person", "a photo of a face", "a person", "a face", "a cartoon of a person");

    private Captions() {}

    /** A sentence that names nobody in particular: the source of an edit. */
    public static String plain(SplittableRandom random) {
        return SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    }

    /** Names the given attributes of the appearance, in a random order and with a random beginning. */
    public static String of(HeadAppearance appearance, List<Attribute> named, SplittableRandom random) {
        List<Attribute> order = new ArrayList<>(named);
        Collections.shuffle(order, new Random(random.nextLong()));
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

    private static String joined(HeadAppearance appearance, List<Attribute> order) {
        List<String> phrases = order.stream()
                .map(attribute -> appearance.look(attribute).phrase())
                .toList();
        int last = phrases.size() - 1;
        return last == 0 ? phrases.get(0) : String.join(", ", phrases.subList(0, last)) + " and " + phrases.get(last);
    }
}
