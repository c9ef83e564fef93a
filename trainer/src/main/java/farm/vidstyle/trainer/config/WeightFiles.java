package farm.vidstyle.trainer.config;

import java.nio.file.Path;

/**
 * The files of networks that training leaves alone.
 *
 * @param vocabulary of CLIP's tokenizer
 * @param antialias whether CLIP and DINO resize images as torchvision does since 0.17
 */
public record WeightFiles(Path generator, Path clip, Path dino, Path vocabulary, boolean antialias) {}
