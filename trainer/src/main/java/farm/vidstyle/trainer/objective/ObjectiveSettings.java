package farm.vidstyle.trainer.objective;

/**
 * What is wanted, in numbers.
 *
 * @param structureShare of the perceptual loss that structure has; style has the rest
 * @param classBlock of DINO after which a picture's style is read
 * @param latentEpsilon squared distance that codes may keep from the mean code without a loss
 * @param manipulationStrength of the step from a caption to another one
 */
public record ObjectiveSettings(
        Lambdas lambdas,
        double structureShare,
        int classBlock,
        double latentEpsilon,
        double manipulationStrength,
        Sampling sampling) {}
