package farm.vidstyle.video.probe;

import farm.vidstyle.video.libav.LibavException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The first bytes of a file. FFmpeg gives one error for text, rubbish and a film that lost its end; these bytes tell them apart.
 */
final class ContainerHead {
    static final int BYTES = 12;

    private static final byte[] EBML = HexFormat.of().parseHex("1a45dfa3");

    private ContainerHead() {}

    static void requireContent(byte[] head) {
        if (head.length == 0) {
            throw new VideoRefusedException(Refusal.EMPTY, "the file has 0 bytes; expected a video");
        }
    }

    static VideoRefusedException refusal(byte[] head, LibavException cause) {
        if (isVideoContainer(head)) {
            return new VideoRefusedException(
                    Refusal.TRUNCATED,
                    "the file begins like a video but its index or first frames are missing (" + cause.getMessage()
                            + "); expected a complete file",
                    cause);
        }
        return new VideoRefusedException(
                Refusal.NOT_A_VIDEO,
                "the file begins with the bytes " + HexFormat.of().formatHex(head)
                        + ", which no accepted container has; expected MP4, MOV, WebM, Matroska, AVI, GIF or MPEG-TS",
                cause);
    }

    private static boolean isVideoContainer(byte[] head) {
        return startsWith(head, 4, "ftyp".getBytes(StandardCharsets.US_ASCII))
                || startsWith(head, 4, "moov".getBytes(StandardCharsets.US_ASCII))
                || startsWith(head, 0, EBML)
                || startsWith(head, 0, "RIFF".getBytes(StandardCharsets.US_ASCII))
                || startsWith(head, 0, "GIF8".getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean startsWith(byte[] head, int offset, byte[] magic) {
        return head.length >= offset + magic.length
                && java.util.Arrays.equals(head, offset, offset + magic.length, magic, 0, magic.length);
    }
}
