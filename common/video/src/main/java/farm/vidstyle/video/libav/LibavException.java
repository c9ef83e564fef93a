package farm.vidstyle.video.libav;

import java.io.IOException;

/** FFmpeg returned an error code. Wrong input is refused elsewhere, so this is the disk, the stream or our own mistake. */
public final class LibavException extends IOException {
    private static final long serialVersionUID = 1;
    private final int code;

    LibavException(String what, int code) {
        super(what + ": " + Libav.describe(code) + " (" + code + ")");
        this.code = code;
    }

    public int code() {
        return code;
    }
}
