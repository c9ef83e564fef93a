package farm.vidstyle.trainer.evaluation;

import java.util.Map;

/**
 * How good a model is on people and motions it never saw; PSNR in decibels against the frame drawn at that very time.
 *
 * @param inversion of frames through encoder and generator
 * @param constant of a clip from its mean code alone: what a model without motion reaches
 * @param reconstruction of a clip from its mean code and its motion
 * @param animation of one person under another's motion, by PSNR, and the same for that person's mean code
 * @param poseCorrelation of recovered poses with the driver's, mean over the axes that move
 * @param interpolation between encoded frames, and of blending the neighbours
 * @param extrapolation past the last encoded frame, and of repeating it
 * @param edits share of text edits after which the named look is there, by attribute
 * @param kept share of other looks that such edits left alone
 */
public record Scores(
        double inversion,
        double constant,
        double reconstruction,
        Compared animation,
        double poseCorrelation,
        Compared interpolation,
        Compared extrapolation,
        Map<String, Double> edits,
        double kept) {

    /** A model's result and that of the plain way to do without one. */
    public record Compared(double model, double plain) {}
}
