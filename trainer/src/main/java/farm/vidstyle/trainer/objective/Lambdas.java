package farm.vidstyle.trainer.objective;

/**
 * The weights of all losses.
 *
 * @param perceptual of structure and style together
 */
public record Lambdas(Lambda reconstruction, Lambda directional, Lambda latent, Lambda perceptual, Lambda consistency) {

    public Lambda of(Loss loss) {
        return switch (loss) {
            case RECONSTRUCTION -> reconstruction;
            case DIRECTIONAL -> directional;
            case LATENT -> latent;
            case STRUCTURE, STYLE -> perceptual;
            case CONSISTENCY -> consistency;
        };
    }
}
