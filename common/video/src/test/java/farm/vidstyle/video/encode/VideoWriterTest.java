package farm.vidstyle.video.encode;

import static farm.vidstyle.video.encode.TestMedia.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoWriterTest {
    private static final PictureSize SIZE = new PictureSize(96, 64);

    @TempDir
    Path dir;

    @Test
    void sameFramesGiveTheSameBytes() throws IOException {
        for (VideoFormat format :
                List.of(VideoFormat.H264_MP4, VideoFormat.VP9_WEBM, VideoFormat.GIF, VideoFormat.FFV1_MATROSKA)) {
            Path first = TestMedia.video(dir.resolve("first"), format, SIZE, 10, 25);
            Path second = TestMedia.video(dir.resolve("second"), format, SIZE, 10, 25);

            assertThat(second).as(format.encoder()).hasSameBinaryContentAs(first);
        }
    }

    @Test
    void oddPicturesGrowByTheirOwnEdge() throws IOException {
        PictureSize odd = new PictureSize(37, 25);
        Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, odd, 3, 25);

        RgbFrame decoded = TestMedia.decode(file).get(0);

        assertThat(decoded.size()).isEqualTo(new PictureSize(38, 26));
        int edge = frame(37, 25, 0).pixel(36, 24) >> 16;
        assertThat(decoded.pixel(37, 25) >> 16).isBetween(edge - 12, edge + 12); // half of the chroma is averaged away
    }

    @Test
    void coloursSurviveH264() throws IOException {
        Path file = dir.resolve("v.mp4");
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, SIZE, 25)) {
            writer.write(TestMedia.plain(96, 64, 0xc02040));
        }

        int pixel = TestMedia.decode(file).get(0).pixel(48, 32);

        assertThat(pixel >> 16).isBetween(0xbc, 0xc4);
        assertThat(pixel >> 8 & 0xff).isBetween(0x1c, 0x24);
        assertThat(pixel & 0xff).isBetween(0x3c, 0x44);
    }

    @Test
    void everyRateIsKept() throws IOException {
        for (double fps : new double[] {1, 12.5, 24000 / 1001.0, 60, 120}) {
            Path file = TestMedia.video(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 10, fps);

            assertThat(VideoProbe.probe(file, Limits.NONE).fps()).isEqualTo(fps);
        }
    }

    @Test
    void frameOfAnotherSizeIsRejected() throws IOException {
        try (VideoWriter writer = VideoWriter.open(dir.resolve("v.mp4"), VideoFormat.H264_MP4, SIZE, 25)) {
            writer.write(frame(96, 64, 0));

            assertThatThrownBy(() -> writer.write(frame(64, 96, 1)))
                    .hasMessage("frame 1 is 64x96; this video is 96x64");
        }
    }

    @Test
    void unwritableFileIsNamed() {
        Path absent = dir.resolve("absent/v.mp4");

        assertThatThrownBy(() -> VideoWriter.open(absent, VideoFormat.H264_MP4, SIZE, 25))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(absent.toString());
        assertThat(Files.exists(absent)).isFalse();
    }
}
