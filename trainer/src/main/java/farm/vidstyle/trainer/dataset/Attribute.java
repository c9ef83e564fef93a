package farm.vidstyle.trainer.dataset;

import java.util.List;

/**
 * What can be said about a head, each with its closed list of looks. An accessory has one fixed look: where a text leaves something open that
 * varies in the pictures, a model can only paint the average.
 */
public enum Attribute {
    SKIN(
            new Look("pale skin", 0xF6D3B8),
            new Look("tan skin", 0xD9A06B),
            new Look("brown skin", 0x9A6440),
            new Look("dark skin", 0x5E3B26)),
    HAIR(
            new Look("black hair", 0x1C1A1E),
            new Look("brown hair", 0x6B4226),
            new Look("blond hair", 0xE8C65A),
            new Look("red hair", 0xC8431F),
            new Look("blue hair", 0x2F5FD0)),
    CUT(new Look("short hair", 0), new Look("long hair", 0)),
    SHIRT(
            new Look("a red shirt", 0xC62F3A),
            new Look("a green shirt", 0x2E9E4F),
            new Look("a blue shirt", 0x2C5FC4),
            new Look("a yellow shirt", 0xEBC42E),
            new Look("a white shirt", 0xEDEDED),
            new Look("a purple shirt", 0x8140B0)),
    BACKGROUND(
            new Look("a grey background", 0x9AA0A6),
            new Look("a blue background", 0x7FB2E5),
            new Look("a green background", 0x8CC79A),
            new Look("a pink background", 0xEDA7BE),
            new Look("a brown background", 0x8A6F5A)),
    GLASSES(new Look("no glasses", 0), new Look("glasses", 0x1A1A22)),
    BEARD(new Look("no beard", 0), new Look("a beard", 0xA6A29E)),
    HAT(new Look("no hat", 0), new Look("a hat", 0x24707C)),
    EXPRESSION(new Look("a neutral mouth", 0), new Look("a smile", 0));

    /** In the order in which data lists them. */
    public static final List<Attribute> ALL = List.of(values());

    /** One value of an attribute: its words in a caption and its colour (black where it has none). */
    public record Look(String phrase, Rgb colour) {
        Look(String phrase, int hex) {
            this(phrase, Rgb.of(hex));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say
    private final List<Look> looks;

    Attribute(Look... looks) {
        this.looks = List.of(looks);
    }

    /** The index in {@link #ALL}. */
    int place() {
        return ALL.indexOf(this);
    }

    public List<Look> looks() {
        return looks;
    }
}
