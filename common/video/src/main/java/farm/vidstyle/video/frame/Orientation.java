package farm.vidstyle.video.frame;

/**
 * How stored pixels are turned and mirrored for display: display x = a·x + c·y, display y = b·x + d·y, each 0, 1 or -1.
 * Phones store landscape pictures and such a matrix.
 */
public record Orientation(int a, int b, int c, int d) {
    public static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

    public Orientation {
        boolean straight = Math.abs(a) == 1 && b == 0 && c == 0 && Math.abs(d) == 1;
        boolean turned = a == 0 && Math.abs(b) == 1 && Math.abs(c) == 1 && d == 0;
        if (!straight && !turned) {
            throw new IllegalArgumentException("orientation is [" + a + " " + b + "; " + c + " " + d
                    + "]; expected quarter turns and mirrors only");
        }
    }

    /** From a container's display matrix (nine numbers in 16.16 fixed point); angles between quarter turns go to the nearest one. */
    public static Orientation of(int[] displayMatrix) {
        long a = displayMatrix[0];
        long b = displayMatrix[1];
        long c = displayMatrix[3];
        long d = displayMatrix[4];
        if (a * d == b * c) {
            return UPRIGHT; // no plane picture comes out of such a matrix: players ignore it too
        }
        return Math.abs(a) >= Math.abs(b)
                ? new Orientation(sign(a), 0, 0, d == 0 ? sign(a) : sign(d))
                : new Orientation(0, sign(b), c == 0 ? -sign(b) : sign(c), 0);
    }

    private static int sign(long value) {
        return value < 0 ? -1 : 1;
    }

    public PictureSize displayed(PictureSize stored) {
        return a == 0 ? new PictureSize(/* width= */ stored.height(), /* height= */ stored.width()) : stored;
    }

    public RgbFrame applyTo(RgbFrame stored) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        PictureSize shown = displayed(stored.size());
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        int originX = a + c < 0 ? shown.width() - 1 : 0;
        int originY = b + d < 0 ? shown.height() - 1 : 0;
        int i = 0;
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                int o = ((originY + b * x + d * y) * shown.width() + originX + a * x + c * y) * RgbFrame.CHANNELS;
                to[o] = from[i++];
                to[o + 1] = from[i++];
                to[o + 2] = from[i++];
            }
        }
        return new RgbFrame(shown.width(), shown.height(), to, stored.seconds());
    }
}
