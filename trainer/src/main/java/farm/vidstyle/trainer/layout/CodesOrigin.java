package farm.vidstyle.trainer.layout;

/**
 * The model that the codes of a folder were inverted with. Codes of two models mean different things and must not be mixed.
 *
 * @param digest of the model's manifest
 */
public record CodesOrigin(String model, String version, String digest) {
    @Override
    public String toString() {
        return model + "@" + version + " (" + digest.substring(0, Math.min(12, digest.length())) + ")";
    }
}
