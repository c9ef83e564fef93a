package farm.vidstyle.ingest.splitting;

import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.video.align.Alignment;
import java.util.Map;
import java.util.Optional;

/** Which alignment a model asks for. */
public final class Alignments {
    private static final Map<String, Alignment> BY_NAME =
            Map.of("none", Alignment.NONE, "center-crop", Alignment.CENTER_CROP, "face", Alignment.FACE);

    private Alignments() {}

    /** Empty where this farm cannot align frames as the model wants them. */
    public static Optional<Alignment> of(ModelCard model) {
        return Optional.ofNullable(BY_NAME.get(model.alignment()));
    }

    /** What is wrong with a model that has none. */
    public static String refusal(ModelCard model) {
        return "model " + model.ref().name() + " wants its frames aligned by '" + model.alignment()
                + "'; this farm aligns by "
                + BY_NAME.keySet().stream().sorted().toList();
    }
}
