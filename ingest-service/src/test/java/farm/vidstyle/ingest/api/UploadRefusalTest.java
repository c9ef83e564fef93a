package farm.vidstyle.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.ingest.Client;
import farm.vidstyle.ingest.RunningIngest;
import farm.vidstyle.ingest.SampleVideos;
import farm.vidstyle.video.frame.PictureSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is no video for the farm is refused at once, with the reason, and leaves nothing in the store. */
@ExtendWith(RunningIngest.Extension.class)
class UploadRefusalTest {
    @TempDir
    Path folder;

    /** Makes a bad file. */
    interface Recipe {
        Path make(SampleVideos samples) throws IOException;
    }

    static Stream<Arguments> badVideos() {
        return Stream.of(
                bad("NOT_A_VIDEO", s -> Files.writeString(s.folder().resolve("text"), "hello ".repeat(1000))),
                bad("TRUNCATED", s -> s.truncated("cut.mp4")),
                bad("TRUNCATED", UploadRefusalTest::headAlone),
                bad("NO_VIDEO_STREAM", s -> s.wav("sound.wav")),
                bad("ZERO_DURATION", s -> s.withoutFrames("still.mp4")),
                bad("TOO_MANY_PIXELS", s -> s.hugeGif("huge.gif", 10_000, 10_000)),
                bad("TOO_LONG", s -> s.mp4("long.mp4", new PictureSize(16, 16), 70, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badVideos")
    void badVideosAreRefusedWithTheReason(String reason, Recipe recipe, RunningIngest ingest) throws Exception {
        Path file = recipe.make(new SampleVideos(folder));
        int before = stored(ingest);

        HttpResponse<byte[]> answer = Client.of(ingest).upload(file, "video/mp4");

        JsonNode problem = requireProblem(answer, 422, "video-refused");
        assertThat(problem.path("reason").asText()).isEqualTo(reason);
        assertThat(problem.path("detail").asText()).containsAnyOf("expected", "accepted");
        assertThat(stored(ingest)).isEqualTo(before);
    }

    @Test
    void anEmptyBodyIsRefused(RunningIngest ingest) throws Exception {
        int before = stored(ingest);

        HttpResponse<byte[]> sized = Client.of(ingest).upload(BodyPublishers.noBody(), "video/mp4");
        HttpResponse<byte[]> chunked =
                Client.of(ingest).upload(BodyPublishers.ofInputStream(InputStream::nullInputStream), "video/mp4");

        requireProblem(sized, 400, "empty-body");
        requireProblem(chunked, 400, "empty-body");
        assertThat(stored(ingest)).isEqualTo(before);
    }

    @Test
    void aContentTypeThatIsNoVideoIsRefusedAndNamed(RunningIngest ingest) throws Exception {
        Path file = new SampleVideos(folder).mp4("v.mp4", 5, 25);

        HttpResponse<byte[]> answer = Client.of(ingest).upload(file, "text/html");

        JsonNode problem = requireProblem(answer, 415, "unsupported-media-type");
        assertThat(problem.path("detail").asText()).contains("'text/html'", "video/*");
    }

    @Test
    void anUnknownModelIsRefusedWithTheKnownOnes(RunningIngest ingest) throws Exception {
        Path file = new SampleVideos(folder).mp4("v.mp4", 5, 25);

        HttpResponse<byte[]> answer = Client.of(ingest)
                .send(Client.of(ingest)
                        .request("/v1/videos?model=fashion")
                        .header("content-type", "video/mp4")
                        .POST(BodyPublishers.ofFile(file)));

        JsonNode problem = requireProblem(answer, 422, "unknown-model");
        assertThat(problem.path("detail").asText()).contains("'fashion'", "demo@1");
    }

    @Test
    void aBodyPastTheLimitIsRefusedWhetherItsLengthIsKnownOrNot(RunningIngest ingest) throws Exception {
        int before = stored(ingest);
        byte[] piece = new byte[1 << 20];

        HttpResponse<byte[]> streamed = Client.of(ingest)
                .upload(
                        BodyPublishers.ofInputStream(
                                () -> new RepeatedStream(piece, RunningIngest.MAX_BYTES / piece.length + 1)),
                        "application/octet-stream");
        int declared = statusOf(ingest, "content-length: " + (RunningIngest.MAX_BYTES + 1));

        JsonNode problem = requireProblem(streamed, 413, "too-large");
        assertThat(problem.path("detail").asText()).contains("at most " + RunningIngest.MAX_BYTES);
        assertThat(declared).isEqualTo(413);
        assertThat(stored(ingest)).isEqualTo(before);
    }

    @Test
    void aClientThatLeavesOrFallsSilentLeavesNothing(RunningIngest ingest) throws Exception {
        int before = stored(ingest);
        byte[] start = Files.readAllBytes(new SampleVideos(folder).fastStart("v.mp4", 40, 25));
        String head =
                "POST /v1/videos HTTP/1.1\r\nhost: x\r\ncontent-type: video/mp4\r\ncontent-length: 1000000\r\n\r\n";

        try (Socket leaver = connect(ingest)) {
            send(leaver, head.getBytes(StandardCharsets.US_ASCII), start);
        }
        String answer;
        try (Socket silent = connect(ingest)) {
            send(silent, head.getBytes(StandardCharsets.US_ASCII), start);
            answer = new String(silent.getInputStream().readNBytes(600), StandardCharsets.UTF_8);
        }

        assertThat(answer).startsWith("HTTP/1.1 400").contains("incomplete-body");
        await().untilAsserted(() -> assertThat(stored(ingest)).isEqualTo(before));
    }

    @Test
    void aLargeUploadStaysOutOfTheHeap(RunningIngest ingest) throws Exception {
        byte[] video = Files.readAllBytes(new SampleVideos(folder).fastStart("v.mp4", 20, 25));
        int megabytes = 128;
        HeapWatch padding = new HeapWatch(megabytes << 20);
        long before = HeapWatch.usedAfterCollection();

        HttpResponse<byte[]> answer = Client.of(ingest)
                .upload(
                        BodyPublishers.ofInputStream(
                                () -> new SequenceInputStream(new ByteArrayInputStream(video), padding)),
                        "video/mp4");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Client.json(answer).path("bytes").asLong()).isEqualTo(video.length + ((long) megabytes << 20));
        assertThat(padding.peak() - before).isLessThan(32 << 20);
    }

    private static Arguments bad(String reason, Recipe recipe) {
        return Arguments.of(reason, recipe);
    }

    private static Path headAlone(SampleVideos samples) throws IOException {
        byte[] whole = Files.readAllBytes(samples.mp4("whole.mp4", 30, 25));
        return Files.write(samples.folder().resolve("head.mp4"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static int stored(RunningIngest ingest) {
        return (int) ingest.store().list("videos/").stream()
                .filter(key -> key.value().endsWith("/source"))
                .count();
    }

    static JsonNode requireProblem(HttpResponse<byte[]> answer, int status, String type) throws IOException {
        JsonNode problem = Client.json(answer);
        assertThat(answer.statusCode()).as("%s", problem).isEqualTo(status);
        assertThat(Client.header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(problem.path("type").asText()).isEqualTo("urn:vidstyle:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem;
    }

    private static int statusOf(RunningIngest ingest, String lengthHeader) throws IOException {
        try (Socket socket = connect(ingest)) {
            String head =
                    "POST /v1/videos HTTP/1.1\r\nhost: x\r\ncontent-type: video/mp4\r\n" + lengthHeader + "\r\n\r\n";
            send(socket, head.getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9));
        }
    }

    private static Socket connect(RunningIngest ingest) throws IOException {
        return new Socket("localhost", ingest.address().getPort());
    }

    private static void send(Socket socket, byte[]... parts) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }
}
