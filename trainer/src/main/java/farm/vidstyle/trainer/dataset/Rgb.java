package farm.vidstyle.trainer.dataset;

/** A colour, each part in [0, 1]. */
public record Rgb(float red, float green, float blue) {

    static Rgb of(int hex) {
        return new Rgb(((hex >> 16) & 255) / 255f, ((hex >> 8) & 255) / 255f, (hex & 255) / 255f);
    }

    /** The same hue, lighter (factor above 1) or darker. */
    Rgb shaded(double factor) {
        return new Rgb(clamped(red * factor), clamped(green * factor), clamped(blue * factor));
    }

    private static float clamped(double value) {
        return (float) Math.min(1, Math.max(0, value));
    }
}
