package farm.vidstyle.trainer.objective;

import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.dino.Dino;
import farm.vidstyle.networks.stylegan.Generator;

/**
 * The networks that training leaves alone.
 *
 * @param antialias whether CLIP and DINO see images resized as torchvision does since 0.17
 */
public record Critics(Generator generator, Clip clip, Dino dino, boolean antialias) {}
