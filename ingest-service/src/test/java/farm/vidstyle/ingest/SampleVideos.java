package farm.vidstyle.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import farm.vidstyle.video.encode.AudioSpan;
import farm.vidstyle.video.encode.Concatenator;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Real files, good and bad, made on the spot in a folder. */
public record SampleVideos(Path folder) {
    public static final PictureSize SIZE = new PictureSize(96, 64);

    /** A picture of which no two are alike. */
    public static RgbFrame frame(PictureSize size, int index) {
        byte[] rgb = new byte[size.width() * size.height() * RgbFrame.CHANNELS];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                boolean square = x >= index % 40 && x < index % 40 + 20 && y > 20 && y < 40;
                rgb[i++] = (byte) (square ? 230 : 40 + x);
                rgb[i++] = (byte) (square ? 200 : 60 + y);
                rgb[i++] = (byte) 90;
            }
        }
        return new RgbFrame(size.width(), size.height(), rgb, 0);
    }

    /** H.264 with its index at the end. */
    public Path mp4(String name, int frames, double fps) throws IOException {
        return mp4(name, SIZE, frames, fps);
    }

    public Path mp4(String name, PictureSize size, int frames, double fps) throws IOException {
        Path file = folder.resolve(name);
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, size, fps)) {
            for (int i = 0; i < frames; i++) {
                writer.write(frame(size, i));
            }
        }
        return file;
    }

    /** H.264 with its index in front, and a sound. */
    public Path fastStart(String name, int frames, double fps) throws IOException {
        Path file = folder.resolve(name);
        Concatenator.join(
                List.of(mp4("silent-" + name, frames, fps)), new AudioSpan(wav("of-" + name + ".wav"), 0), file);
        return file;
    }

    /** One second of 440 Hz and no pictures. */
    public Path wav(String name) throws IOException {
        int rate = 8000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * rate).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * rate).put("WAVEfmt ".getBytes(US_ASCII));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(US_ASCII)).putInt(2 * rate);
        for (int i = 0; i < rate; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / rate)));
        }
        return Files.write(folder.resolve(name), wav.array());
    }

    public Path truncated(String name) throws IOException {
        byte[] whole = Files.readAllBytes(fastStart("whole-" + name, 60, 30));
        return Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length * 6 / 10));
    }

    /** Whole to the eye of a probe: only decoding shows that the coded frames are rubbish. */
    public Path damaged(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(mp4("intact-" + name, 40, 25));
        int start = new String(bytes, ISO_8859_1).indexOf("mdat") + 4;
        int end = new String(bytes, ISO_8859_1).lastIndexOf("moov") - 4;
        for (int i = start + (end - start) / 8; i < end; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Files.write(folder.resolve(name), bytes);
    }

    /** A header that describes a video and lists no frame. */
    public Path withoutFrames(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(mp4("one-frame-" + name, 1, 25));
        for (String table : List.of("stsz", "stts", "stsc", "stco")) {
            int at = new String(bytes, ISO_8859_1).indexOf(table);
            ByteBuffer.wrap(bytes).putInt(at + (table.equals("stsz") ? 12 : 8), 0);
        }
        return Files.write(folder.resolve(name), bytes);
    }

    /** A GIF whose header claims a size, and nothing to decode. */
    public Path hugeGif(String name, int width, int height) throws IOException {
        ByteBuffer gif = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(US_ASCII)).putShort((short) width).putShort((short) height);
        gif.put(new byte[3]).put((byte) 0x2c).putInt(0).putShort((short) width).putShort((short) height);
        gif.put((byte) 0).put((byte) 0x3b);
        return Files.write(folder.resolve(name), gif.array());
    }
}
