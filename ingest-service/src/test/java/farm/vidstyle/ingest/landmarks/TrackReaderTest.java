package farm.vidstyle.ingest.landmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.video.face.Landmarks;
import farm.vidstyle.video.face.Point;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.probe.VideoInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackReaderTest {
    private static final String FACE = "[[40, 50], [80, 50], [60, 70], [45, 90], [75.5, 9e1]]";
    private static final VideoInfo VIDEO = new VideoInfo("mp4", "h264", new PictureSize(320, 240), 25, 40, 1.6, false);

    @Test
    void fivePointsAFrameAreRead() throws IOException {
        SuppliedTrack track = read("""
                {"fps": 25, "frames": [{"frame": 3, "landmarks": %s}, {"landmarks": %s, "frame": 7}]}
                """.formatted(FACE, FACE));

        assertThat(track.fps()).isEqualTo(25);
        assertThat(track.landmarks().faces()).containsOnlyKeys(3, 7);
        assertThat(track.landmarks().faces().get(7))
                .isEqualTo(new Landmarks(
                        new Point(40, 50),
                        new Point(80, 50),
                        new Point(60, 70),
                        new Point(45, 90),
                        new Point(75.5, 90)));
        track.requireFits(VIDEO);
    }

    @Test
    void sixtyEightPointsAreReadAsTheFiveTheyContain() throws IOException {
        String points = IntStream.range(0, 68).mapToObj(i -> point(i)).collect(Collectors.joining(",", "[", "]"));

        SuppliedTrack track = read("{\"frames\": [{\"frame\": 0, \"landmarks\": " + points + "}]}");

        Landmarks face = track.landmarks().faces().get(0);
        assertThat(face.rightEye()).isEqualTo(new Point(40, 50));
        assertThat(face.leftEye()).isEqualTo(new Point(80, 50));
        assertThat(face.nose()).isEqualTo(new Point(60, 70));
        assertThat(face.rightMouth()).isEqualTo(new Point(45, 90));
        assertThat(face.leftMouth()).isEqualTo(new Point(75, 90));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing                         | the track is missing; expected an object
            []                              | the track is an array; expected an object
            {"frames": [                    | not JSON at line 1
            {"frames": []}                  | landmarks for 0 frames; expected at least one
            {"frames": 7}                   | frames of the track is '7'; expected an array
            {"frames": [7]}                 | entry 0 of frames is '7'; expected an object
            {"fps": "x", "frames": []}      | fps of the track is 'x'; expected a number
            {"fps": 1e999, "frames": []}    | fps of the track is '1e999'; expected a number of at most 1000
            {"boxes": []}                   | the track has the unknown field 'boxes'; the fields known there are fps, frames
            {"frames": [{"frame": 0}]}      | entry 0 of frames lacks 'landmarks'
            {"frames": [{"landmarks": F}]}  | entry 0 of frames lacks 'frame'
            {"frames": [{"frame": 0.5}]}    | frame in entry 0 of frames is '0.5'; expected a whole number
            {"frames": [{"frame": -1}]}     | frame in entry 0 of frames is -1; expected 0 to 999
            {"frames": [{"frame": 1000}]}   | frame in entry 0 of frames is 1000; expected 0 to 999
            {"frames": [{"frame": 99999999999999999999}]} | cannot be read
            {"frames": [{"frame": 5, "frame": 6}]}        | Duplicate field 'frame'
            {"frames": [{"frame": 5, "face": 1}]}         | frame 5 of the track has the unknown field 'face'
            {"frames": [{"frame": 5, "landmarks": F}, {"frame": 5, "landmarks": F}]} | entry 1 of frames is frame 5 after frame 5; expected growing
            {"frames": [{"frame": 5, "landmarks": F}, {"frame": 4, "landmarks": F}]} | entry 1 of frames is frame 4 after frame 5; expected growing
            {"frames": [{"frame": 5, "landmarks": []}]}   | landmarks of frame 5 of the track are 0 points; expected 5 or 68; leave
            {"frames": [{"frame": 5, "landmarks": [[1,2],[3,4],[5,6],[7,8]]}]} | are 4 points; expected 5 or 68
            {"frames": [{"frame": 5, "landmarks": [[1,2,3]]}]}    | landmark 0 of frame 5 of the track goes on with '3'; expected [x, y]
            {"frames": [{"frame": 5, "landmarks": [[1]]}]}        | y of landmark 0 of frame 5 of the track is missing; expected a number
            {"frames": [{"frame": 5, "landmarks": [[1,NaN]]}]}    | not JSON at line 1
            {"frames": [{"frame": 5, "landmarks": [[1,"NaN"]]}]}  | y of landmark 0 of frame 5 of the track is 'NaN'; expected a number
            {"frames": [{"frame": 5, "landmarks": [[1,-1e999]]}]} | y of landmark 0 of frame 5 of the track is '-1e999'; expected a number of at most 1000000
            {"frames": [{"frame": 5, "landmarks": [[1,2],[1,2],[1,2],[1,2],[1,2]]}]} | landmarks of frame 5 are no face
            {"frames": [{"frame": 5, "landmarks": [[80,50],[40,50],[60,70],[75,90],[45,90]]}]} | right eye and corner of the mouth first
            {"frames": [{"frame": 5, "landmarks": F}]} {} | after the track comes an object; expected the end
            """)
    void whatIsNoTrackIsRefusedWithFrameAndValue(String json, String message) {
        String text = json.equals("nothing") ? "" : json.replace("F", FACE);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadTrackException.class)
                .hasMessageContaining(message);
    }

    @Test
    void hostileSizesEndEarly() {
        String points = "[0,0],".repeat(2_000_000);
        assertThatThrownBy(() -> read("{\"frames\": [{\"frame\": 0, \"landmarks\": [" + points + "[0,0]]}]}"))
                .isInstanceOf(BadTrackException.class)
                .hasMessageContaining("are more than 68 points");
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(BadTrackException.class);
        assertThatThrownBy(() -> read("{\"frames\": [{\"frame\": 0, \"landmarks\": " + "[".repeat(100_000)))
                .isInstanceOf(BadTrackException.class);
        assertThatThrownBy(() -> read("{\"" + "x".repeat(100_000) + "\": 1}"))
                .isInstanceOf(BadTrackException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        assertThatThrownBy(() -> read("{\"fps\": 1" + "0".repeat(100_000) + "}"))
                .isInstanceOf(BadTrackException.class);
    }

    @Test
    void aTrackOfAnotherVideoIsRefused() throws IOException {
        assertRefused(track("\"fps\": 30, ", 0, FACE), "for 30.0 frames a second, the video has 25.0");
        assertRefused(track("", 40, FACE), "landmarks for frame 40; the video has frames 0 to 39");
        assertRefused(
                track("", 2, FACE.replace("[80, 50]", "[641, 50]")),
                "frame 2 of the track has a landmark at (641.0, 50.0); expected pixels of the video, which has 320x240");
        read(track("\"fps\": 24.9, ", 39, FACE.replace("[80, 50]", "[600, 50]")))
                .requireFits(VIDEO);
    }

    private static void assertRefused(String json, String message) throws IOException {
        SuppliedTrack track = read(json);
        assertThatThrownBy(() -> track.requireFits(VIDEO))
                .isInstanceOf(BadTrackException.class)
                .hasMessageContaining(message);
    }

    private static String track(String fps, int frame, String landmarks) {
        return "{" + fps + "\"frames\": [{\"frame\": " + frame + ", \"landmarks\": " + landmarks + "}]}";
    }

    private static SuppliedTrack read(String json) throws IOException {
        return TrackReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), 1000);
    }

    /** Eyes are outlines around their centres. */
    private static String point(int i) {
        if (i >= 36 && i < 48) {
            double x = (i < 42 ? 40 : 80) + List.of(-5, -2, 2, 5, 2, -2).get(i % 6);
            return "[" + x + "," + (50 + List.of(0, -2, -2, 0, 2, 2).get(i % 6)) + "]";
        }
        return switch (i) {
            case 30 -> "[60,70]";
            case 48 -> "[45,90]";
            case 54 -> "[75,90]";
            default -> "[-7,-7]";
        };
    }
}
