package farm.vidstyle.networks.bundle;

import java.util.Locale;

/** What a network does in a bundle; each role is filled exactly once. */
public enum NetworkRole {
    /** W+ codes to images. */
    GENERATOR,
    /** Aligned frames to W+ codes. */
    INVERSION,
    /** Frames to motion, motion and style to codes. */
    VIDSTYLEODE,
    /** Images and texts to style. */
    CLIP;

    /** The role's key in {@code bundle.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
