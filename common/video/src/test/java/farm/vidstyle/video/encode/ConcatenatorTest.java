package farm.vidstyle.video.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcatenatorTest {
    private static final PictureSize SIZE = new PictureSize(96, 64);

    @TempDir
    Path dir;

    @Test
    void clipHasEveryFrameOfItsSegmentsUntouched() throws IOException {
        List<Path> segments = segments(30, 16, 16, 5);
        List<RgbFrame> expected = new ArrayList<>();
        for (Path segment : segments) {
            for (RgbFrame frame : TestMedia.decode(segment)) {
                expected.add(frame.at(expected.size() / 30.0));
            }
        }

        JoinedClip joined = Concatenator.join(segments, dir.resolve("clip.mp4"));

        assertThat(joined).isEqualTo(new JoinedClip(37, 37 / 30.0, false));
        List<RgbFrame> frames = TestMedia.decode(dir.resolve("clip.mp4"));
        assertThat(frames).hasSize(37);
        for (int i = 0; i < 37; i++) {
            assertThat(frames.get(i).rgb())
                    .as("frame " + i)
                    .isEqualTo(expected.get(i).rgb());
            assertThat(frames.get(i).seconds()).as("frame " + i).isCloseTo(i / 30.0, within(1e-4));
        }
        assertThat(VideoProbe.probe(dir.resolve("clip.mp4"), Limits.DEFAULT).fps())
                .isEqualTo(30);
    }

    @Test
    void indexComesFirstSoThatClipsPlayWhileTheyLoad() throws IOException {
        Concatenator.join(segments(25, 8, 8), dir.resolve("clip.mp4"));

        String bytes = Files.readString(dir.resolve("clip.mp4"), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void soundIsEncodedAndEndsWithThePictures() throws IOException {
        Path wav = TestMedia.sineWav(dir.resolve("sine.wav"), 10);

        JoinedClip joined = Concatenator.join(segments(25, 25, 25), new AudioSpan(wav, 1), dir.resolve("clip.mp4"));

        assertThat(joined).isEqualTo(new JoinedClip(50, 2, true));
        assertThat(AudioProbe.seconds(dir.resolve("clip.mp4"))).isCloseTo(2.0, within(0.05));
        assertThat(AudioProbe.loudness(dir.resolve("clip.mp4")))
                .isBetween(0.12, 0.22); // a sine of amplitude 8000 / 32768
    }

    @Test
    void aacIsCopiedFromTheSource() throws IOException {
        Path source = TestMedia.withSound(dir.resolve("source.mp4"), SIZE, 100, 25, 8);

        JoinedClip joined = Concatenator.join(segments(25, 25, 25), new AudioSpan(source, 0), dir.resolve("clip.mp4"));

        assertThat(joined.audio()).isTrue();
        assertThat(AudioProbe.seconds(dir.resolve("clip.mp4"))).isCloseTo(2.0, within(0.05));
        assertThat(AudioProbe.loudness(dir.resolve("clip.mp4"))).isBetween(0.12, 0.22);
        assertThat(VideoProbe.probe(dir.resolve("clip.mp4"), Limits.DEFAULT))
                .isEqualTo(new VideoInfo("mp4", "h264", SIZE, 25, 50, 2, true));
    }

    @Test
    void silentSourceGivesASilentClip() throws IOException {
        List<Path> segments = segments(25, 10);

        JoinedClip joined = Concatenator.join(segments, new AudioSpan(segments.get(0), 0), dir.resolve("clip.mp4"));

        assertThat(joined.audio()).isFalse();
    }

    @Test
    void joiningTwiceGivesTheSameBytes() throws IOException {
        Path wav = TestMedia.sineWav(dir.resolve("sine.wav"), 3);
        List<Path> segments = segments(25, 25, 25);

        Concatenator.join(segments, new AudioSpan(wav, 0), dir.resolve("a.mp4"));
        Concatenator.join(segments, new AudioSpan(wav, 0), dir.resolve("b.mp4"));

        assertThat(dir.resolve("b.mp4")).hasSameBinaryContentAs(dir.resolve("a.mp4"));
    }

    @Test
    void segmentsOfOtherParametersAreRejectedByName() throws IOException {
        Path first = segments(25, 5).get(0);
        Path other = TestMedia.video(dir.resolve("other.mp4"), VideoFormat.H264_MP4, new PictureSize(64, 64), 5, 25);

        assertThatThrownBy(() -> Concatenator.join(List.of(first, other), dir.resolve("clip.mp4")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.mp4 was encoded with other parameters");
    }

    private List<Path> segments(double fps, int... lengths) throws IOException {
        List<Path> segments = new ArrayList<>();
        int from = 0;
        for (int length : lengths) {
            Path file = dir.resolve("segment" + segments.size() + ".mp4");
            segments.add(TestMedia.video(file, VideoFormat.H264_MP4, SIZE, from, length, fps));
            from += length;
        }
        return segments;
    }
}
