package farm.vidstyle.trainer.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures with captions, and two wordings of a sentence for every look there is. Every second person differs from the one before in a
 * single attribute, so that colours alone do not tell pairs apart.
 *
 * @param images [N, 3, H, W] in [-1, 1]
 * @param captions one a picture
 * @param match [N, N], 1 where the caption of the column is true of the picture of the row
 * @param truth [N, attributes], indices of looks
 * @param wordings two lists of sentences, one sentence a look in the order of attributes
 */
public record CaptionBatch(
        float[] images, List<String> captions, float[] match, float[] truth, List<List<String>> wordings) {

    /** Where each attribute's looks begin among all looks, and at last how many there are. */
    public static int[] lookStarts() {
        Attribute[] attributes = Attribute.values();
        int[] starts = new int[attributes.length + 1];
        for (int i = 0; i < attributes.length; i++) {
            starts[i + 1] = starts[i] + attributes[i].looks().size();
        }
        return starts;
    }

    public static CaptionBatch draw(HeadRenderer renderer, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int frame = 3 * renderer.size() * renderer.size();
        float[] images = new float[size * frame];
        List<HeadAppearance> people = drawPeople(size, random);
        List<List<Attribute>> named = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            HeadPose pose = random.nextBoolean()
                    ? HeadPose.draw(random)
                    : Motion.draw(random).at(random.nextDouble(0, Motion.TYPICAL_LENGTH));
            renderer.render(people.get(i), pose, images, i * frame);
            named.add(drawNamed(random));
            captions.add(Captions.of(people.get(i), named.get(i), random));
        }
        List<List<String>> wordings = List.of(wording(people.get(0), random), wording(people.get(0), random));
        return new CaptionBatch(images, captions, match(people, named), truth(people), wordings);
    }

    private static List<HeadAppearance> drawPeople(int size, SplittableRandom random) {
        List<HeadAppearance> people = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            people.add(i % 2 == 1 ? changed(people.get(i - 1), random) : HeadAppearance.draw(random));
        }
        return people;
    }

    private static HeadAppearance changed(HeadAppearance person, SplittableRandom random) {
        Attribute attribute = Attribute.ALL.get(random.nextInt(Attribute.ALL.size()));
        return person.with(
                attribute,
                attribute.looks().get(random.nextInt(attribute.looks().size())));
    }

    /** All attributes, some, or few; at least one. */
    private static List<Attribute> drawNamed(SplittableRandom random) {
        double share = new double[] {1, 0.4, 0.15}[random.nextInt(3)];
        List<Attribute> named = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            if (random.nextDouble() < share) {
                named.add(attribute);
            }
        }
        if (named.isEmpty()) {
            named.add(Attribute.ALL.get(random.nextInt(Attribute.ALL.size())));
        }
        return named;
    }

    private static List<String> wording(HeadAppearance person, SplittableRandom random) {
        List<String> sentences = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            for (Attribute.Look look : attribute.looks()) {
                sentences.add(Captions.of(person.with(attribute, look), List.of(attribute), random));
            }
        }
        return sentences;
    }

    private static float[] match(List<HeadAppearance> people, List<List<Attribute>> named) {
        int size = people.size();
        float[] match = new float[size * size];
        for (int i = 0; i < match.length; i++) {
            HeadAppearance seen = people.get(i / size);
            HeadAppearance described = people.get(i % size);
            boolean fits = named.get(i % size).stream()
                    .allMatch(attribute -> seen.look(attribute).equals(described.look(attribute)));
            match[i] = fits ? 1 : 0;
        }
        return match;
    }

    private static float[] truth(List<HeadAppearance> people) {
        Attribute[] attributes = Attribute.values();
        float[] truth = new float[people.size() * attributes.length];
        for (int i = 0; i < truth.length; i++) {
            Attribute attribute = attributes[i % attributes.length];
            truth[i] =
                    attribute.looks().indexOf(people.get(i / attributes.length).look(attribute));
        }
        return truth;
    }
}
