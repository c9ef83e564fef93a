package farm.vidstyle.networks.stylegan;

/**
 * How the work on large pictures is cut so that it fits the caches.
 *
 * @param fewestPixels of a picture, and of a block, that is cut at all
 * @param sharedBlocks that take all images together even so: up to 32 pixels a layer waits for its kernel, which the images then share;
 *     from 64 on one image keeps a core busy
 * @param rows of the bands of a block whose styles are fixed; since channels halve where rows double in length, bands of all resolutions
 *     weigh the same
 */
record Cutting(long fewestPixels, int sharedBlocks, int rows) {
    static final Cutting USUAL = new Cutting(256 * 256, 3, 128);
}
