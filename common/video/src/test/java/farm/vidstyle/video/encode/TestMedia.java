package farm.vidstyle.video.encode;

import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real media of every kind, made on the spot. */
public final class TestMedia {
    private static final String YUV = "scale=flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,";

    public static final VideoFormat MPEG4_AVI =
            new VideoFormat("avi", "mpeg4", YUV + "format=yuv420p", Map.of("b", "4000000"), true);
    public static final VideoFormat MPEG4_MOV =
            new VideoFormat("mov", "mpeg4", YUV + "format=yuv420p", Map.of("b", "4000000", "bf", "2"), true);
    public static final VideoFormat H264_TS =
            new VideoFormat("mpegts", "libopenh264", YUV + "format=yuv420p", Map.of("b", "2000000", "g", "10"), true);
    public static final VideoFormat TEN_BIT_MKV =
            new VideoFormat("matroska", "ffv1", YUV + "format=yuv420p10le", Map.of("level", "3"), true);
    public static final VideoFormat HALF_TRANSPARENT_MKV = new VideoFormat(
            "matroska", "ffv1", "format=rgba,colorchannelmixer=aa=0.5,format=bgra", Map.of("level", "3"), false);
    public static final VideoFormat WIDE_PIXELS_MKV =
            new VideoFormat("matroska", "ffv1", "setsar=2/1,format=bgr0", Map.of("level", "3"), false);

    private TestMedia() {}

    /** A smooth background with a bright square that moves two pixels a frame; no two frames are alike. */
    public static RgbFrame frame(int width, int height, int index) {
        byte[] rgb = new byte[width * height * RgbFrame.CHANNELS];
        int square = Math.max(4, height / 4);
        int left = 2 * index % Math.max(1, width - square);
        int top = height / 3;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= left && x < left + square && y >= top && y < top + square;
                rgb[i++] = (byte) (inside ? 240 : 40 + 120 * x / width);
                rgb[i++] = (byte) (inside ? 200 : 60 + 100 * y / height);
                rgb[i++] = (byte) (inside ? 30 : 90);
            }
        }
        return new RgbFrame(width, height, rgb, index / 25.0);
    }

    /** One colour everywhere. */
    public static RgbFrame plain(int width, int height, int color) {
        byte[] rgb = new byte[width * height * RgbFrame.CHANNELS];
        for (int i = 0; i < rgb.length; i += RgbFrame.CHANNELS) {
            rgb[i] = (byte) (color >> 16);
            rgb[i + 1] = (byte) (color >> 8);
            rgb[i + 2] = (byte) color;
        }
        return new RgbFrame(width, height, rgb, 0);
    }

    public static Path video(Path file, VideoFormat format, PictureSize size, int frames, double fps)
            throws IOException {
        return video(file, format, size, 0, frames, fps);
    }

    public static Path video(Path file, VideoFormat format, PictureSize size, int from, int frames, double fps)
            throws IOException {
        try (VideoWriter writer = VideoWriter.open(file, format, size, fps)) {
            for (int i = from; i < from + frames; i++) {
                writer.write(frame(size.width(), size.height(), i));
            }
        }
        return file;
    }

    /** Frames at the given milliseconds. */
    public static Path variableRate(Path file, VideoFormat format, PictureSize size, long... millis)
            throws IOException {
        try (VideoWriter writer = VideoWriter.open(file, format, size, 1000)) {
            for (int i = 0; i < millis.length; i++) {
                writer.writeAt(frame(size.width(), size.height(), i), millis[i]);
            }
        }
        return file;
    }

    /** H.264 with its index in front, as most sites serve it. */
    public static Path fastStart(Path file, PictureSize size, int frames, double fps) throws IOException {
        Path segment = video(file.resolveSibling("segment.mp4"), VideoFormat.H264_MP4, size, frames, fps);
        Concatenator.join(List.of(segment), file);
        return file;
    }

    /** H.264 with a sine of 440 Hz as AAC. */
    public static Path withSound(Path file, PictureSize size, int frames, double fps, double soundSeconds)
            throws IOException {
        Path segment = video(file.resolveSibling("silent.mp4"), VideoFormat.H264_MP4, size, frames, fps);
        Path sound = sineWav(file.resolveSibling("sine.wav"), soundSeconds);
        Concatenator.join(List.of(segment), new AudioSpan(sound, 0), file);
        return file;
    }

    public static Path sineWav(Path file, double seconds) throws IOException {
        int rate = 44_100;
        int samples = (int) (rate * seconds);
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / rate)));
        }
        return Files.write(file, wav.array());
    }

    public static Path audioOnly(Path file) throws IOException {
        Path wav = sineWav(file.resolveSibling("only.wav"), 1);
        AudioTrack.encode(wav, 0, 1, file);
        return file;
    }

    /** A header that describes a video stream, and lists no frame. */
    public static Path withoutFrames(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(video(file, VideoFormat.H264_MP4, new PictureSize(64, 64), 1, 25));
        for (String table : List.of("stsz", "stts", "stsc", "stco")) {
            int count = indexOf(bytes, table) + (table.equals("stsz") ? 12 : 8);
            ByteBuffer.wrap(bytes).putInt(count, 0);
        }
        return Files.write(file, bytes);
    }

    /** Marks an MP4 as to be turned a quarter clockwise when shown, as a phone does. */
    public static void turnClockwise(Path mp4) throws IOException {
        byte[] bytes = Files.readAllBytes(mp4);
        int header = indexOf(bytes, "tkhd");
        ByteBuffer matrix = ByteBuffer.wrap(bytes, header + 4 + 40, 36);
        matrix.putInt(0)
                .putInt(0x10000)
                .putInt(0)
                .putInt(-0x10000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0x40000000);
        Files.write(mp4, bytes);
    }

    public static Path truncated(Path whole, Path target, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(target, java.util.Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    /** A GIF header of any size, and nothing that would have to be decoded. */
    public static Path hugeGif(Path file, int width, int height) throws IOException {
        ByteBuffer gif = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height);
        gif.put((byte) 0).put((byte) 0).put((byte) 0);
        gif.put((byte) 0x2c)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) width)
                .putShort((short) height)
                .put((byte) 0);
        gif.put((byte) 0x3b);
        return Files.write(file, gif.array());
    }

    public static List<RgbFrame> decode(Path file) throws IOException {
        List<RgbFrame> frames = new ArrayList<>();
        try (FrameStream stream = FrameStream.open(file, Limits.NONE)) {
            stream.forEachRemaining(frames::add);
        }
        return frames;
    }

    /** Peak signal-to-noise ratio in dB. */
    public static double psnr(RgbFrame a, RgbFrame b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            double difference = (a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff);
            sum += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / Math.max(1e-9, sum / a.rgb().length));
    }

    private static int indexOf(byte[] bytes, String name) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name);
    }
}
