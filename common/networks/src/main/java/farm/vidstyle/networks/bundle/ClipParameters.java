package farm.vidstyle.networks.bundle;

/**
 * What CLIP's weights cannot tell.
 *
 * @param antialias whether pictures are antialiased when they are made smaller: true unless the model was trained with
 *     torchvision before 0.17
 * @param vocabulary merges of the byte pair encoding, in the format of {@code bpe_simple_vocab_16e6.txt.gz}
 */
public record ClipParameters(boolean antialias, BundleFile vocabulary) {}
