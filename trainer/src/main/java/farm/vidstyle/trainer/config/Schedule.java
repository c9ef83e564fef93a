package farm.vidstyle.trainer.config;

/**
 * How long and how often.
 *
 * @param accumulated batches whose gradients make one step
 * @param steps after which the run ends
 * @param epochs after which the run ends, if sooner
 * @param validationBatches looked at in each validation
 * @param validationEpochs between validations
 */
public record Schedule(int accumulated, int steps, int epochs, int validationBatches, int validationEpochs) {}
