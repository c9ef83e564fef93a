package farm.vidstyle.video.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.frame.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoProbeTest {
    private static final PictureSize SIZE = new PictureSize(96, 64);

    @TempDir
    Path dir;

    @Test
    void mp4IsDescribedInFull() throws IOException {
        Path file = TestMedia.withSound(dir.resolve("v.mp4"), SIZE, 45, 30, 5);

        VideoInfo info = VideoProbe.probe(file, Limits.DEFAULT);

        assertThat(info).isEqualTo(new VideoInfo("mp4", "h264", SIZE, 30, 45, 1.5, true));
    }

    @Test
    void broadcastRatesStayExact() throws IOException {
        Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 30, 30000 / 1001.0);

        assertThat(VideoProbe.probe(file, Limits.DEFAULT).fps()).isEqualTo(30000 / 1001.0);
    }

    @Test
    void otherContainersAreDescribed() throws IOException {
        Path webm = TestMedia.video(dir.resolve("v.webm"), VideoFormat.VP9_WEBM, SIZE, 20, 25);
        Path avi = TestMedia.video(dir.resolve("v.avi"), TestMedia.MPEG4_AVI, SIZE, 20, 25);
        Path gif = TestMedia.video(dir.resolve("v.gif"), VideoFormat.GIF, SIZE, 20, 25);
        Path ts = TestMedia.video(dir.resolve("v.ts"), TestMedia.H264_TS, SIZE, 20, 25);

        assertThat(VideoProbe.probe(webm, Limits.DEFAULT))
                .isEqualTo(new VideoInfo("matroska", "vp9", SIZE, 25, 20, 0.8, false));
        assertThat(VideoProbe.probe(avi, Limits.DEFAULT))
                .isEqualTo(new VideoInfo("avi", "mpeg4", SIZE, 25, 20, 0.8, false));
        assertThat(VideoProbe.probe(gif, Limits.DEFAULT))
                .isEqualTo(new VideoInfo("gif", "gif", SIZE, 25, 20, 0.8, false));
        assertThat(VideoProbe.probe(ts, Limits.DEFAULT))
                .isEqualTo(new VideoInfo("mpegts", "h264", SIZE, 25, 20, 0.8, false));
    }

    @Test
    void variableRateGivesTheAverage() throws IOException {
        Path file = TestMedia.variableRate(dir.resolve("v.mkv"), TestMedia.TEN_BIT_MKV, SIZE, 0, 100, 120, 500, 1000);

        VideoInfo info = VideoProbe.probe(file, Limits.DEFAULT);

        assertThat(info.frames()).isEqualTo(5);
        assertThat(info.fps()).isCloseTo(4.0, within(0.01));
    }

    @Test
    void rotationAndOblongPixelsShowInTheSize() throws IOException {
        Path phone = TestMedia.video(dir.resolve("phone.mp4"), VideoFormat.H264_MP4, SIZE, 5, 25);
        TestMedia.turnClockwise(phone);
        Path wide = TestMedia.video(dir.resolve("wide.mkv"), TestMedia.WIDE_PIXELS_MKV, SIZE, 5, 25);

        assertThat(VideoProbe.probe(phone, Limits.DEFAULT).size()).isEqualTo(new PictureSize(64, 96));
        assertThat(VideoProbe.probe(wide, Limits.DEFAULT).size()).isEqualTo(new PictureSize(192, 64));
    }

    @Test
    void whatIsNoVideoIsRefusedWithItsReason() throws IOException {
        assertThat(refusal(Files.write(dir.resolve("empty.mp4"), new byte[0]))).isEqualTo(Refusal.EMPTY);
        assertThat(refusal(Files.writeString(dir.resolve("text.mp4"), "hello ".repeat(1000))))
                .isEqualTo(Refusal.NOT_A_VIDEO);
        assertThat(refusal(Files.write(dir.resolve("one.mp4"), new byte[1]))).isEqualTo(Refusal.NOT_A_VIDEO);
        assertThat(refusal(TestMedia.sineWav(dir.resolve("a.wav"), 1))).isEqualTo(Refusal.NO_VIDEO_STREAM);
        assertThat(refusal(TestMedia.audioOnly(dir.resolve("a.mp4")))).isEqualTo(Refusal.NO_VIDEO_STREAM);
        assertThat(refusal(TestMedia.withoutFrames(dir.resolve("z.mp4")))).isEqualTo(Refusal.ZERO_DURATION);
        assertThatThrownBy(() -> VideoProbe.probe(dir.resolve("absent"), Limits.DEFAULT))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void playlistsThatNameOtherFilesAreRefused() throws IOException {
        Path secret = TestMedia.video(dir.resolve("secret.ts"), TestMedia.H264_TS, SIZE, 5, 25);
        String m3u8 = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + secret + "\n#EXT-X-ENDLIST\n";
        String concat = "ffconcat version 1.0\nfile '" + secret.getFileName() + "'\n";

        assertThat(refusal(Files.writeString(dir.resolve("list.m3u8"), m3u8))).isEqualTo(Refusal.NOT_A_VIDEO);
        assertThat(refusal(Files.writeString(dir.resolve("list.mp4"), m3u8))).isEqualTo(Refusal.NOT_A_VIDEO);
        assertThat(refusal(Files.writeString(dir.resolve("list.ffconcat"), concat)))
                .isEqualTo(Refusal.NOT_A_VIDEO);
    }

    @Test
    void cutShortFilesAreRefused() throws IOException {
        Path indexLast = TestMedia.video(dir.resolve("last.mp4"), VideoFormat.H264_MP4, SIZE, 50, 25);
        Path indexFirst = TestMedia.fastStart(dir.resolve("first.mp4"), SIZE, 50, 25);

        assertThat(refusal(TestMedia.truncated(indexLast, dir.resolve("a.mp4"), 0.7)))
                .isEqualTo(Refusal.TRUNCATED);
        assertThat(refusal(TestMedia.truncated(indexFirst, dir.resolve("b.mp4"), 0.7)))
                .isEqualTo(Refusal.TRUNCATED);
        assertThat(refusal(TestMedia.truncated(indexFirst, dir.resolve("c.mp4"), 0.99)))
                .isEqualTo(Refusal.TRUNCATED);
    }

    @Test
    void dataAppendedToAFilmIsNoReasonToRefuseIt() throws IOException {
        Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 10, 25);
        Files.writeString(file, "TAG written by a camera", StandardOpenOption.APPEND);

        assertThat(VideoProbe.probe(file, Limits.DEFAULT).frames()).isEqualTo(10);
    }

    @Test
    void everyLimitHolds() throws IOException {
        Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 50, 25);
        Path mkv = TestMedia.video(dir.resolve("v.mkv"), VideoFormat.FFV1_MATROSKA, SIZE, 50, 25);
        Limits all = Limits.DEFAULT;

        assertThat(refusal(file, new Limits(100, all.seconds(), all.pixels(), all.frames())))
                .isEqualTo(Refusal.TOO_MANY_BYTES);
        assertThat(refusal(file, new Limits(all.bytes(), 1.9, all.pixels(), all.frames())))
                .isEqualTo(Refusal.TOO_LONG);
        assertThat(refusal(file, new Limits(all.bytes(), all.seconds(), 6143, all.frames())))
                .isEqualTo(Refusal.TOO_MANY_PIXELS);
        assertThat(refusal(file, new Limits(all.bytes(), all.seconds(), all.pixels(), 49)))
                .isEqualTo(Refusal.TOO_MANY_FRAMES);
        assertThat(refusal(mkv, new Limits(all.bytes(), all.seconds(), all.pixels(), 49)))
                .isEqualTo(Refusal.TOO_MANY_FRAMES);
    }

    @Test
    void hundredMegapixelsAreRefusedFromTheHeader() throws IOException {
        Path file = TestMedia.hugeGif(dir.resolve("huge.gif"), 12_000, 9_000);

        assertThatThrownBy(() -> VideoProbe.probe(file, Limits.DEFAULT))
                .isInstanceOf(VideoRefusedException.class)
                .hasMessageContaining("12000x9000")
                .hasMessageContaining("at most 9437184 pixels");
    }

    private static Refusal refusal(Path file) {
        return refusal(file, Limits.DEFAULT);
    }

    private static Refusal refusal(Path file, Limits limits) {
        return catchThrowableOfType(VideoRefusedException.class, () -> VideoProbe.probe(file, limits))
                .reason();
    }
}
