package farm.vidstyle.farm.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {
    private static final Timeline TWO_SECONDS = new Timeline(50, 25, 2);

    @Test
    void theFourChoicesReadAsWritten() throws Exception {
        Edit edit = read("""
                {"content": {"video": "vid_A", "code": "frame:3"},
                 "motion": [{"video": "vid_B"},
                            {"video": "vid_C", "region": {"x": 0, "y": 0.5, "width": 1, "height": 0.5}}],
                 "style": {"from": "a photo of a face", "to": "a photo of a smiling face"},
                 "times": {"fps": 60, "start": 0.0, "end": 3.5, "speed": 1.0},
                 "output": {"format": "gif", "audio": "drop", "compare": true, "frames": false},
                 "model": "demo"}""");

        assertThat(edit)
                .isEqualTo(new Edit(
                        new Content(new VideoId("vid_A"), "frame:3"),
                        List.of(
                                new Motion(new VideoId("vid_B"), Region.FULL),
                                new Motion(new VideoId("vid_C"), new Region(0, 0.5, 1, 0.5))),
                        new Style("a photo of a face", "a photo of a smiling face", 1.3),
                        new Times(60.0, 0.0, 3.5, 1.0, null),
                        new Output(Output.Format.GIF, Output.Audio.DROP, true, false),
                        "demo"));
    }

    @Test
    void leavingOutMeansReconstruction() throws Exception {
        Edit edit = read("{\"content\": {\"video\": \"vid_A\"}}");

        assertThat(edit.driver()).isEqualTo(new VideoId("vid_A"));
        assertThat(edit.style().isNone()).isTrue();
        assertThat(edit.times().resolve(TWO_SECONDS)).hasSize(50).startsWith(0.0, 0.04);
    }

    @Test
    void anEditSurvivesJson() throws Exception {
        Edit edit = read("{\"content\": {\"video\": \"vid_A\"}, \"times\": {\"at\": [0.5, -0.25]}}");

        assertThat(read(Json.EVENTS.writeValueAsString(edit))).isEqualTo(edit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"content\": {\"video\": \"../etc\"}}",
                "{\"content\": {\"video\": \"v\", \"code\": \"frame:-1\"}}",
                "{\"content\": {\"video\": \"v\"}, \"contrast\": 1}",
                "{\"content\": {\"video\": \"v\"}, \"motion\": [{\"video\": \"v\", \"region\": {\"x\":0,\"y\":0,\"width\":0.5,\"height\":1}}]}",
                "{\"content\": {\"video\": \"v\"}, \"style\": {\"from\": \"a\", \"to\": \"b\", \"strength\": 1e9}}",
                "{\"content\": {\"video\": \"v\"}, \"style\": {\"from\": \"a\"}}",
                "{\"content\": {\"video\": \"v\"}, \"times\": {\"fps\": 0}}",
                "{\"content\": {\"video\": \"v\"}, \"times\": {\"start\": 2, \"end\": 1}}",
                "{\"content\": {\"video\": \"v\"}, \"times\": {\"at\": []}}",
                "{\"content\": {\"video\": \"v\"}, \"times\": {\"at\": [1], \"speed\": 2}}",
                "{\"content\": {\"video\": \"v\"}, \"output\": {\"format\": \"exe\"}}",
            })
    void whatCannotBeTrueIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(com.fasterxml.jackson.databind.DatabindException.class);
    }

    @Test
    void twiceTheRateGivesTwiceTheFrames() {
        double[] seconds = new Times(50.0, null, null, null, null).resolve(TWO_SECONDS);

        assertThat(seconds).hasSize(100);
        assertThat(seconds[99]).isCloseTo(1.98, within(1e-12));
    }

    @Test
    void extrapolationReachesOneLengthBeyondTheVideo() {
        assertThat(new Times(null, 2.0, 4.0, null, null).resolve(TWO_SECONDS)).hasSize(50);
        assertThatThrownBy(() -> new Times(null, 2.0, 4.2, null, null).resolve(TWO_SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected times from -2.0 s to 4.0 s");
        assertThatThrownBy(() -> new Times(null, -2.5, null, null, null).resolve(TWO_SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Edit read(String json) throws Exception {
        return Json.REQUESTS.readValue(json, Edit.class);
    }
}
