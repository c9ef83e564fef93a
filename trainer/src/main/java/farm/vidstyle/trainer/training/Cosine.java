package farm.vidstyle.trainer.training;

/** A learning rate that rises linearly over {@code warmUp} steps to {@code peak} and falls along half a cosine to a hundredth of it. */
public record Cosine(double peak, int warmUp, int steps) {

    private static final double REST = 0.01;

    public double at(int step) {
        double rise = Math.min(1, (step + 1.0) / Math.max(1, warmUp));
        double fall = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / (double) steps)));
        return peak * rise * (REST + (1 - REST) * fall);
    }
}
