package farm.vidstyle.ingest.api;

import static farm.vidstyle.ingest.api.UploadRefusalTest.requireProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.event.EditStatus;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.Client;
import farm.vidstyle.ingest.RunningIngest;
import farm.vidstyle.ingest.SampleVideos;
import farm.vidstyle.ingest.status.VideoPhase;
import farm.vidstyle.ingest.status.VideoStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(RunningIngest.Extension.class)
class EditsTest {
    @TempDir
    Path folder;

    @Test
    void anEditIsAcceptedWhileItsVideoIsStillArriving(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        String video = Client.json(client.upload(new SampleVideos(folder).mp4("v.mp4", 20, 25), "video/mp4"))
                .path("id")
                .asText();

        HttpResponse<byte[]> accepted = client.submit("{\"content\": {\"video\": \"" + video + "\"}}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        JsonNode edit = Client.json(accepted);
        assertThat(Client.header(accepted, "location"))
                .isEqualTo("/v1/edits/" + edit.path("id").asText());
        EditSubmitted submitted = ingest.await(
                Topics.EDITS_SUBMITTED,
                event -> event.edit().value().equals(edit.path("id").asText()));
        assertThat(submitted.request().content().video()).isEqualTo(new VideoId(video));
        assertThat(submitted.model()).isEqualTo(ingest.model("demo"));
        JsonNode shown = Client.json(client.get("/v1/edits/" + submitted.edit()));
        assertThat(shown.path("request").path("content").path("video").asText()).isEqualTo(video);
        assertThat(Client.json(client.get("/v1/edits")).path("edits").findValuesAsText("id"))
                .contains(submitted.edit().value());
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameEditAndNeverAnother(RunningIngest ingest) throws Exception {
        VideoId video = split(ingest, "demo");
        String edit = "{\"content\": {\"video\": \"" + video + "\"}}";
        String other = "{\"content\": {\"video\": \"" + video + "\", \"code\": \"frame:3\"}}";

        HttpResponse<byte[]> first = submit(ingest, "key-1-" + video, edit);
        HttpResponse<byte[]> second = submit(ingest, "key-1-" + video, edit);
        HttpResponse<byte[]> reused = submit(ingest, "key-1-" + video, other);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(Client.json(second)).isEqualTo(Client.json(first));
        requireProblem(reused, 422, "key-reused");
    }

    static Stream<Arguments> badEdits() {
        return Stream.of(
                Arguments.of(400, "empty-body", "", List.of("JSON object")),
                Arguments.of(400, "malformed-request", "{\"content\": ", List.of("line 1")),
                Arguments.of(400, "malformed-request", "[]", List.of("Edit")),
                Arguments.of(400, "malformed-request", "{}", List.of("content")),
                Arguments.of(
                        400,
                        "unknown-field",
                        "{\"content\": {\"video\": \"V\"}, \"tims\": {}}",
                        List.of("'tims'", "times")),
                Arguments.of(
                        400,
                        "unknown-field",
                        "{\"content\": {\"video\": \"V\", \"codes\": \"mean\"}}",
                        List.of("'content.codes'", "code, video")),
                Arguments.of(
                        400,
                        "malformed-request",
                        "{\"content\": {\"video\": \"V\", \"code\": \"best\"}}",
                        List.of("'best'", "'mean' or 'frame:N'")),
                Arguments.of(
                        400,
                        "malformed-request",
                        "{\"content\": {\"video\": \"../x\"}}",
                        List.of("video id is '../x'", "letters")),
                Arguments.of(
                        422,
                        "unknown-video",
                        "{\"content\": {\"video\": \"vid_none\"}}",
                        List.of("'vid_none'", "upload")),
                Arguments.of(
                        422,
                        "unknown-frame",
                        "{\"content\": {\"video\": \"V\", \"code\": \"frame:40\"}}",
                        List.of("'frame:40'", "0 to 39")),
                Arguments.of(
                        422,
                        "times-out-of-range",
                        "{\"content\": {\"video\": \"V\"}, \"times\": {\"start\": -5, \"end\": 1}}",
                        List.of("-5.0 s", "-1.6 s")),
                Arguments.of(
                        422,
                        "unknown-model",
                        "{\"content\": {\"video\": \"V\"}, \"model\": \"fashion\"}",
                        List.of("'fashion'", "demo@1")),
                Arguments.of(
                        409,
                        "model-mismatch",
                        "{\"content\": {\"video\": \"V\"}, \"model\": \"plain\"}",
                        List.of("demo@1", "?model=plain@1")));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("badEdits")
    void badEditsAreRefusedWithThePlaceAndTheRemedy(
            int status, String type, String edit, List<String> said, RunningIngest ingest) throws Exception {
        VideoId video = split(ingest, "demo");

        HttpResponse<byte[]> answer = Client.of(ingest).submit(edit.replace("\"V\"", "\"" + video + "\""));

        JsonNode problem = requireProblem(answer, status, type);
        assertThat(problem.path("detail").asText()).contains(said);
    }

    @Test
    void anEditOfARejectedVideoIsRefusedWithItsReason(RunningIngest ingest) throws Exception {
        VideoId video = publish(ingest, "demo", VideoPhase.REJECTED);

        HttpResponse<byte[]> answer = Client.of(ingest).submit("{\"content\": {\"video\": \"" + video + "\"}}");

        JsonNode problem = requireProblem(answer, 409, "video-rejected");
        assertThat(problem.path("reason").asText()).isEqualTo("TRUNCATED");
    }

    @Test
    void largeAndMislabelledBodiesAreRefused(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);

        HttpResponse<byte[]> large = client.submit(" ".repeat(65 * 1024) + "{}");
        HttpResponse<byte[]> mislabelled = client.send(
                client.request("/v1/edits").header("content-type", "text/plain").POST(BodyPublishers.ofString("{}")));

        requireProblem(large, 413, "too-large");
        requireProblem(mislabelled, 415, "unsupported-media-type");
    }

    @Test
    void unknownThingsAreNotFound(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        for (String path : List.of(
                "/v1/videos/vid_none",
                "/v1/edits/edt_none",
                "/v1/edits/edt_none/clip",
                "/v2",
                "/v1/edits/edt_none/events",
                "/v1/edits/..%2f..%2fx")) {
            requireProblem(client.get(path), 404, "not-found");
        }
        requireProblem(client.send(client.request("/v1/models").DELETE()), 405, "method-not-allowed");
        requireProblem(client.get("/v1/edits?limit=many"), 400, "malformed-request");
    }

    @Test
    void aClipIsServedWholeInPartsAndOnlyOnce(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        EditId edit = publish(ingest, EditState.SUCCEEDED);
        byte[] clip = "0123456789".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
        ingest.store().put(Layout.result(edit, "clip.mp4"), clip);
        String path = "/v1/edits/" + edit + "/clip";

        HttpResponse<byte[]> whole = client.get(path);
        HttpResponse<byte[]> part = client.send(client.request(path).header("range", "bytes=599990-"));
        HttpResponse<byte[]> beyond = client.send(client.request(path).header("range", "bytes=600000-"));
        HttpResponse<byte[]> known =
                client.send(client.request(path).header("if-none-match", Client.header(whole, "etag")));

        assertThat(whole.body()).isEqualTo(clip);
        assertThat(Client.header(whole, "content-type")).isEqualTo("video/mp4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(Client.header(part, "content-range")).isEqualTo("bytes 599990-599999/600000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(clip, 599_990, 600_000));
        requireProblem(beyond, 416, "range-not-satisfiable");
        assertThat(known.statusCode()).isEqualTo(304);
    }

    @Test
    void whatIsNotReadyOrEndedSaysSo(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        EditId waiting = publish(ingest, EditState.WAITING);
        EditId done = publish(ingest, EditState.SUCCEEDED);

        requireProblem(client.get("/v1/edits/" + waiting + "/clip"), 409, "edit-not-ready");
        requireProblem(client.get("/v1/edits/" + done + "/files/clip.gif"), 404, "not-found");
        requireProblem(client.send(client.request("/v1/edits/" + done).DELETE()), 409, "edit-is-final");
    }

    @Test
    void aCancellationIsPublished(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        EditId edit = publish(ingest, EditState.RENDERING);

        HttpResponse<byte[]> answer =
                client.send(client.request("/v1/edits/" + edit).DELETE());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ingest.await(Topics.EDITS_CANCELLED, event -> event.edit().equals(edit))
                        .edit())
                .isEqualTo(edit);
    }

    @Test
    void eventsTellTheStateAtOnceThenEveryChangeUntilTheEnd(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);
        EditId edit = publish(ingest, EditState.RENDERING);

        HttpResponse<Stream<String>> events = client.http()
                .send(client.request("/v1/edits/" + edit + "/events").build(), BodyHandlers.ofLines());
        ingest.publisher().publish(Topics.EDITS_STATUS, status(edit, EditState.SUCCEEDED));

        List<String> lines = events.body().toList();
        assertThat(Client.header(events, "content-type")).isEqualTo("text/event-stream");
        assertThat(lines).filteredOn(line -> line.startsWith("data: ")).hasSize(2);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"state\":\"RENDERING\""))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"state\":\"SUCCEEDED\""))
                .hasSize(1);
    }

    @Test
    void modelsAndPagesAreThere(RunningIngest ingest) throws Exception {
        Client client = Client.of(ingest);

        JsonNode models = Client.json(client.get("/v1/models")).path("models");

        assertThat(models.findValuesAsText("name")).containsExactly("demo", "faces", "plain");
        assertThat(new String(client.get("/").body(), StandardCharsets.UTF_8)).contains("/openapi.yaml");
        assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> submit(RunningIngest ingest, String key, String edit) throws Exception {
        Client client = Client.of(ingest);
        return client.send(client.request("/v1/edits")
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(edit)));
    }

    /** A video of 40 frames in 1.6 s, as the tracker tells of it. */
    private static VideoId split(RunningIngest ingest, String model) {
        return publish(ingest, model, VideoPhase.READY);
    }

    private static VideoId publish(RunningIngest ingest, String model, VideoPhase phase) {
        VideoId video = VideoId.random();
        Instant now = Instant.now();
        VideoUploaded upload = new VideoUploaded(
                video, TenantId.DEFAULT, Layout.source(video), "v", 1000, ingest.model(model), now, null, null);
        boolean rejected = phase == VideoPhase.REJECTED;
        VideoSplit split = new VideoSplit(
                video, ingest.model(model), new Timeline(40, 25, 1.6), 3, 96, 64, false, List.of(0), now);
        ingest.publisher()
                .publish(
                        VideoStatus.TOPIC,
                        new VideoStatus(
                                upload,
                                phase,
                                rejected ? null : split,
                                0,
                                rejected ? "TRUNCATED" : null,
                                rejected ? "it is cut short" : null,
                                now));
        return video;
    }

    private static EditId publish(RunningIngest ingest, EditState state) {
        EditId edit = EditId.random();
        ingest.publisher().publish(Topics.EDITS_STATUS, status(edit, state));
        await().until(() -> Client.of(ingest).get("/v1/edits/" + edit).statusCode() == 200);
        return edit;
    }

    private static EditStatus status(EditId edit, EditState state) {
        @Nullable Double eta = state == EditState.RENDERING ? 3.0 : null;
        return new EditStatus(
                edit,
                TenantId.DEFAULT,
                state,
                0,
                40,
                Map.of(),
                eta,
                null,
                state == EditState.SUCCEEDED ? Layout.result(edit, "clip.mp4") : null,
                Instant.EPOCH,
                Instant.now());
    }
}
