package farm.vidstyle.trainer.objective;

import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.stylegan.Generator;

/**
 * The networks that training leaves alone.
 *
 * @param onlooker who judges structure and style
 * @param antialias whether CLIP sees images resized as torchvision does since 0.17
 */
public record Critics(Generator generator, Clip clip, Onlooker onlooker, boolean antialias) {}
