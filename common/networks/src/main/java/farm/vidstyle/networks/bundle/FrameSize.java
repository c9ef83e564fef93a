package farm.vidstyle.networks.bundle;

/** Size in pixels of the aligned frames that a model expects. */
public record FrameSize(int height, int width) {

    private static final int MAX_SIDE = 8192;

    public FrameSize {
        if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
            throw new BundleException(
                    "frame size is " + height + "x" + width + "; expected sides from 1 to " + MAX_SIDE);
        }
    }
}
