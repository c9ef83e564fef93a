package farm.vidstyle.ingest.tracking;

import farm.vidstyle.farm.id.ModelRef;

/** A model's facts cannot be read now; a retry may heal it. */
final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelUnavailableException(ModelRef model, RuntimeException cause) {
        super("model " + model.key() + " cannot be read now", cause);
    }
}
