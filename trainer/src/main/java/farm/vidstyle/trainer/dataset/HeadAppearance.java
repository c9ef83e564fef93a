package farm.vidstyle.trainer.dataset;

import farm.vidstyle.trainer.dataset.Attribute.Look;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Who is seen: one look per attribute, and the proportions of the face, which have no name. */
public record HeadAppearance(Map<Attribute, Look> looks, Proportions proportions) {

    /** How often an accessory or a smile is drawn; colours and cuts are drawn evenly. */
    private static final double ACCESSORY_SHARE = 0.4;

    /** Continuous traits in [-1, 1], so that no two people are alike. */
    public record Proportions(double width, double height, double eyeDistance, double tone) {
        static Proportions draw(SplittableRandom random) {
            return new Proportions(
                    random.nextDouble(-1, 1),
                    random.nextDouble(-1, 1),
                    random.nextDouble(-1, 1),
                    random.nextDouble(-1, 1));
        }
    }

    public HeadAppearance {
        looks = Map.copyOf(looks);
        for (Attribute attribute : Attribute.values()) {
            Look look = looks.get(attribute);
            if (look == null || !attribute.looks().contains(look)) {
                throw new IllegalArgumentException(
                        attribute + " is " + look + "; expected one of " + attribute.looks());
            }
        }
    }

    public static HeadAppearance draw(SplittableRandom random) {
        Map<Attribute, Look> looks = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            looks.put(attribute, drawLook(attribute, random));
        }
        return new HeadAppearance(looks, Proportions.draw(random));
    }

    private static Look drawLook(Attribute attribute, SplittableRandom random) {
        boolean accessory = attribute.place() >= Attribute.GLASSES.place();
        int index = accessory
                ? (random.nextDouble() < ACCESSORY_SHARE ? 1 : 0)
                : random.nextInt(attribute.looks().size());
        return attribute.looks().get(index);
    }

    public Look look(Attribute attribute) {
        return looks.get(attribute);
    }

    public boolean has(Attribute attribute, int index) {
        return look(attribute).equals(attribute.looks().get(index));
    }

    /** The same person but for one attribute. */
    public HeadAppearance with(Attribute attribute, Look look) {
        Map<Attribute, Look> changed = new EnumMap<>(looks);
        changed.put(attribute, look);
        return new HeadAppearance(changed, proportions);
    }

    Rgb colour(Attribute attribute) {
        return look(attribute).colour();
    }
}
