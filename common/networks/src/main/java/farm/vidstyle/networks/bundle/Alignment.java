package farm.vidstyle.networks.bundle;

import java.util.Arrays;
import java.util.Locale;

/** How frames of a video become the pictures that a model was trained on. */
public enum Alignment {
    /** Scaled as they are. */
    NONE,
    /** The largest centred area of the model's aspect. */
    CENTER_CROP,
    /** Turned and cropped by the landmarks of a face. */
    FACE;

    /** The name in {@code bundle.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The alignment of that name. */
    public static Alignment of(String key) {
        return Arrays.stream(values())
                .filter(alignment -> alignment.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new BundleException("alignment is '" + key + "'; expected one of "
                        + Arrays.stream(values()).map(Alignment::key).toList()));
    }
}
