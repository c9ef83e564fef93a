package farm.vidstyle.video.encode;

import java.util.Map;

/**
 * Container, codec and settings of a written video. All settings that influence the bytes are here, so that two segments of one size and
 * rate always have equal parameters and join without encoding again.
 *
 * @param muxer FFmpeg's name of the container
 * @param encoder FFmpeg's name of the encoder
 * @param filters from 8-bit RGB to what the encoder takes, in FFmpeg's filter language
 * @param evenSize whether width and height must be even
 */
public record VideoFormat(
        String muxer, String encoder, String filters, Map<String, String> encoderOptions, boolean evenSize) {
    private static final String TO_YUV_420 =
            "scale=flags=bicubic+accurate_rnd+bitexact+full_chroma_inp:out_color_matrix=bt709:out_range=tv,format=yuv420p";

    /** H.264 at constant quality (the encoder heeds its quantiser only through these bounds): what clips are made of. All key frames close their group and
     * none is later shown than coded. */
    public static final VideoFormat H264_MP4 = new VideoFormat(
            "mp4",
            "libopenh264",
            TO_YUV_420,
            Map.of("rc_mode", "quality", "qmin", "16", "qmax", "16", "g", "30", "profile", "high"),
            true);

    /** VP9 at constant quality, at the speed meant for live use. */
    public static final VideoFormat VP9_WEBM = new VideoFormat(
            "webm",
            "libvpx-vp9",
            TO_YUV_420,
            Map.of("crf", "24", "b", "0", "g", "120", "deadline", "realtime", "cpu-used", "6", "lag-in-frames", "0"),
            false);

    /** GIF with a palette of its own for each frame, which needs no second look at the clip. */
    public static final VideoFormat GIF = new VideoFormat(
            "gif",
            "gif",
            "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1:dither=sierra2_4a",
            Map.of(),
            false);

    /** Lossless; every frame on its own. FFmpeg conceals what a slice checksum finds, so it has none. */
    public static final VideoFormat FFV1_MATROSKA = new VideoFormat(
            "matroska", "ffv1", "format=bgr0", Map.of("level", "3", "g", "1", "slices", "4", "slicecrc", "0"), false);
}
