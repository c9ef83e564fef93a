package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.model.UnknownModelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** Frames of a model's window, asked for once: a model reference names its content, so the answer never changes. */
final class VideoLengths implements ToIntFunction<ModelRef> {
    private final ToIntFunction<ModelRef> source;
    private final Map<ModelRef, Integer> known = new ConcurrentHashMap<>();

    VideoLengths(ToIntFunction<ModelRef> source) {
        this.source = source;
    }

    @Override
    public int applyAsInt(ModelRef model) {
        return known.computeIfAbsent(model, this::ask);
    }

    private int ask(ModelRef model) {
        try {
            return source.applyAsInt(model);
        } catch (IllegalArgumentException | UnknownModelException e) {
            throw new IllegalArgumentException("model " + model.key() + " is not there: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ModelUnavailableException(model, e);
        }
    }
}
