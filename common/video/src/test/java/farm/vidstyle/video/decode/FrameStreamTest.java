package farm.vidstyle.video.decode;

import static farm.vidstyle.video.encode.TestMedia.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStreamTest {
    private static final PictureSize SIZE = new PictureSize(96, 64);

    @TempDir
    Path dir;

    @Test
    void framesComeBackCloseToWhatWasEncoded() throws IOException {
        for (VideoFormat format : List.of(
                VideoFormat.H264_MP4,
                VideoFormat.VP9_WEBM,
                VideoFormat.GIF,
                TestMedia.MPEG4_MOV,
                TestMedia.TEN_BIT_MKV)) {
            List<RgbFrame> frames = TestMedia.decode(TestMedia.video(dir.resolve("v"), format, SIZE, 12, 25));

            assertThat(frames).as(format.encoder()).hasSize(12);
            for (int i = 0; i < 12; i++) {
                assertThat(TestMedia.psnr(frames.get(i), frame(96, 64, i)))
                        .as(format.encoder() + " " + i)
                        .isGreaterThan(28);
                assertThat(frames.get(i).seconds())
                        .as(format.encoder() + " " + i)
                        .isEqualTo(i / 25.0);
            }
        }
    }

    @Test
    void variableRateKeepsItsTimes() throws IOException {
        for (VideoFormat format : List.of(TestMedia.TEN_BIT_MKV, TestMedia.MPEG4_MOV)) {
            Path file = TestMedia.variableRate(dir.resolve("v"), format, SIZE, 40, 140, 160, 540, 1040);

            assertThat(TestMedia.decode(file)).extracting(RgbFrame::seconds).containsExactly(0.0, 0.1, 0.12, 0.5, 1.0);
        }
    }

    @Test
    void phoneVideosComeOutUpright() throws IOException {
        Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 3, 25);
        RgbFrame lying = TestMedia.decode(file).get(0);
        TestMedia.turnClockwise(file);

        RgbFrame upright = TestMedia.decode(file).get(0);

        assertThat(upright.size()).isEqualTo(new PictureSize(64, 96));
        assertThat(upright.pixel(63, 0))
                .isEqualTo(lying.pixel(0, 0)); // what was top left is top right after a clockwise turn
        assertThat(upright.pixel(0, 95)).isEqualTo(lying.pixel(95, 63));
    }

    @Test
    void oddSizesStayOdd() throws IOException {
        PictureSize odd = new PictureSize(37, 25);
        Path file = TestMedia.video(dir.resolve("v.webm"), VideoFormat.VP9_WEBM, odd, 3, 25);

        assertThat(TestMedia.decode(file))
                .extracting(RgbFrame::size)
                .containsOnly(odd)
                .hasSize(3);
    }

    @Test
    void transparencyIsComposedOverBlack() throws IOException {
        Path file = TestMedia.video(dir.resolve("v.mkv"), TestMedia.HALF_TRANSPARENT_MKV, SIZE, 1, 25);

        int expected = frame(96, 64, 0).pixel(50, 5) >> 16;
        int red = TestMedia.decode(file).get(0).pixel(50, 5) >> 16;

        assertThat(red).isBetween(expected / 2 - 2, expected / 2 + 2);
    }

    @Test
    void decodingFollowsTheArrivingBytes() throws IOException {
        byte[] bytes =
                Files.readAllBytes(TestMedia.video(dir.resolve("v.mkv"), VideoFormat.FFV1_MATROSKA, SIZE, 400, 25));
        CountingStream arriving = new CountingStream(new ByteArrayInputStream(bytes));

        try (FrameStream frames = FrameStream.open(arriving, Limits.DEFAULT)) {
            RgbFrame first = frames.next();

            // one frame at a time means that most of the file is still unread when the first frame is there
            assertThat(first.rgb()).isEqualTo(frame(96, 64, 0).rgb());
            assertThat(arriving.read).isLessThan(bytes.length / 2);
            assertThat(count(frames)).isEqualTo(399);
            assertThat(arriving.read).isEqualTo(bytes.length);
        }
    }

    @Test
    void indexedMp4DecodesFromAStreamToo() throws IOException {
        Path file = TestMedia.fastStart(dir.resolve("v.mp4"), SIZE, 20, 25);

        try (InputStream in = Files.newInputStream(file);
                FrameStream frames = FrameStream.open(in, Limits.DEFAULT)) {
            assertThat(count(frames)).isEqualTo(20);
        }
    }

    @Test
    void brokenSourceIsNotTheVideosFault() throws IOException {
        byte[] bytes =
                Files.readAllBytes(TestMedia.video(dir.resolve("v.mkv"), VideoFormat.FFV1_MATROSKA, SIZE, 400, 25));
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            private int left = bytes.length / 2;

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                left -= len;
                if (left < 0) {
                    throw new IOException("connection lost");
                }
                return super.read(b, off, len);
            }
        };

        try (FrameStream frames = FrameStream.open(failing, Limits.DEFAULT)) {
            assertThatThrownBy(() -> count(frames))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("connection lost");
        }
    }

    @Test
    void cutShortVideosAreRefusedAtTheirEnd() throws IOException {
        Path mp4 =
                TestMedia.truncated(TestMedia.fastStart(dir.resolve("v.mp4"), SIZE, 50, 25), dir.resolve("t.mp4"), 0.7);
        Path mkv = TestMedia.truncated(
                TestMedia.video(dir.resolve("v.mkv"), VideoFormat.FFV1_MATROSKA, SIZE, 50, 25),
                dir.resolve("t.mkv"),
                0.6);

        assertThat(refusalWhileDecoding(mp4, Limits.DEFAULT)).isEqualTo(Refusal.TRUNCATED);
        assertThat(refusalWhileDecoding(mkv, Limits.DEFAULT)).isEqualTo(Refusal.TRUNCATED);
    }

    @Test
    void damagedPicturesAreNoticed() throws IOException {
        Path file = TestMedia.fastStart(dir.resolve("v.mp4"), new PictureSize(320, 240), 50, 25);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length; i += 50) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);

        assertThat(refusalWhileDecoding(file, Limits.DEFAULT)).isEqualTo(Refusal.CORRUPT);
    }

    @Test
    void limitsHoldWhileFramesCome() throws IOException {
        byte[] bytes = Files.readAllBytes(TestMedia.video(dir.resolve("v.ts"), TestMedia.H264_TS, SIZE, 50, 25));
        Limits all = Limits.DEFAULT;

        assertThat(refusalWhileDecoding(bytes, new Limits(all.bytes(), all.seconds(), all.pixels(), 30)))
                .isEqualTo(Refusal.TOO_MANY_FRAMES);
        assertThat(refusalWhileDecoding(bytes, new Limits(all.bytes(), 1, all.pixels(), all.frames())))
                .isEqualTo(Refusal.TOO_LONG);
        assertThat(refusalWhileDecoding(bytes, new Limits(5000, all.seconds(), all.pixels(), all.frames())))
                .isEqualTo(Refusal.TOO_MANY_BYTES);
    }

    private static Refusal refusalWhileDecoding(Path file, Limits limits) {
        return catchThrowableOfType(VideoRefusedException.class, () -> {
                    try (FrameStream frames = FrameStream.open(file, limits)) {
                        count(frames);
                    }
                })
                .reason();
    }

    private static Refusal refusalWhileDecoding(byte[] bytes, Limits limits) {
        return catchThrowableOfType(VideoRefusedException.class, () -> {
                    try (FrameStream frames = FrameStream.open(new ByteArrayInputStream(bytes), limits)) {
                        count(frames);
                    }
                })
                .reason();
    }

    private static int count(Iterator<RgbFrame> frames) {
        int count = 0;
        while (frames.hasNext()) {
            frames.next();
            count++;
        }
        return count;
    }

    private static final class CountingStream extends FilterInputStream {
        private long read;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }
}
