package farm.vidstyle.local.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.TrackId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Json;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A farm seen through its HTTP API. Blocks; every refusal is a {@link FarmException} with the farm's own words. */
public final class FarmClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LAST_OK = 299;
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "mp4", "video/mp4",
            "m4v", "video/mp4",
            "mov", "video/quicktime",
            "webm", "video/webm",
            "mkv", "video/x-matroska",
            "avi", "video/x-msvideo");

    private final URI farm;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** @param farm for example {@code http://localhost:8080} */
    public FarmClient(URI farm) {
        this.farm = farm;
    }

    /** Uploads a file as a stream. */
    public VideoId upload(Path file, String model) {
        return upload(file, model, "");
    }

    /** Uploads a file whose frames are aligned already, so that the farm only brings them to the model's size. */
    public VideoId uploadAligned(Path file, String model) {
        return upload(file, model, "&aligned=true");
    }

    /** Uploads a video whose face lies where a track says that was supplied before. */
    public VideoId upload(Path file, String model, TrackId landmarks) {
        return upload(file, model, "&landmarks=" + landmarks);
    }

    /** Supplies the landmarks of a face, for a video that is uploaded next. */
    public TrackId supply(Path track) {
        HttpRequest request = request("/v1/tracks")
                .header("Content-Type", "application/json")
                .POST(body(track, "a track of landmarks in JSON"))
                .build();
        return new TrackId(
                json(send(request, BodyHandlers.ofInputStream())).path("id").asText());
    }

    private VideoId upload(Path file, String model, String parameters) {
        String name = file.getFileName().toString();
        HttpRequest request = request("/v1/videos?model=" + encoded(model) + "&name=" + encoded(name) + parameters)
                .header("Content-Type", contentType(name))
                .POST(body(file, "a video to upload"))
                .build();
        return new VideoId(
                json(send(request, BodyHandlers.ofInputStream())).path("id").asText());
    }

    /** Submits an edit. The same {@code idempotencyKey} again gives the same edit. */
    public EditId submit(Edit edit, String idempotencyKey) {
        HttpRequest request = request("/v1/edits")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(bytes(edit)))
                .build();
        return new EditId(
                json(send(request, BodyHandlers.ofInputStream())).path("id").asText());
    }

    /** What is known of an edit now. */
    public EditView status(EditId edit) {
        return read(get("/v1/edits/" + edit), EditView.class);
    }

    /** The newest edits, as the farm lists them. */
    public JsonNode edits() {
        return get("/v1/edits").path("edits");
    }

    /** What is known of a video. */
    public JsonNode video(VideoId video) {
        return get("/v1/videos/" + video);
    }

    /** The W+ codes of a chunk of a video's frames: a safetensors file. */
    public byte[] codes(VideoId video, int chunk) {
        try (InputStream body =
                send(request("/v1/videos/" + video + "/codes/" + chunk).build(), BodyHandlers.ofInputStream())) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new FarmException("lost the farm at " + farm + " while fetching codes: " + e.getMessage(), e);
        }
    }

    /** The models that can be named, as the farm lists them: by name, the newest version of each first. */
    public JsonNode models() {
        return get("/v1/models").path("models");
    }

    /** Follows an edit until it ends, telling every step; the last status is returned. */
    public EditView follow(EditId edit, Consumer<EditView> step) {
        HttpRequest request = request("/v1/edits/" + edit + "/events")
                .header("Accept", "text/event-stream")
                .build();
        try (BufferedReader events = new BufferedReader(
                new InputStreamReader(send(request, BodyHandlers.ofInputStream()), StandardCharsets.UTF_8))) {
            String line;
            while ((line = events.readLine()) != null) {
                if (line.startsWith("data:")) {
                    EditView status = read(Json.EVENTS.readTree(line.substring("data:".length())), EditView.class);
                    step.accept(status);
                    if (status.state().isFinal()) {
                        return status;
                    }
                }
            }
        } catch (IOException e) {
            throw new FarmException("lost the farm at " + farm + " while following " + edit + ": " + e.getMessage(), e);
        }
        return status(edit);
    }

    /** Fetches the clip of an edit that succeeded; {@code file} appears whole or not at all. */
    public void clip(EditId edit, Path file) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), ".clip", ".part");
            try (InputStream clip =
                    send(request("/v1/edits/" + edit + "/clip").build(), BodyHandlers.ofInputStream())) {
                Files.copy(clip, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new FarmException("cannot write '" + file + "': " + e.getMessage(), e);
        }
    }

    private static HttpRequest.BodyPublisher body(Path file, String what) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new FarmException("no file '" + file + "'; name " + what, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(farm.resolve(path));
    }

    private JsonNode get(String path) {
        return json(send(request(path).build(), BodyHandlers.ofInputStream()));
    }

    private InputStream send(HttpRequest request, HttpResponse.BodyHandler<InputStream> handler) {
        try {
            HttpResponse<InputStream> response = http.send(request, handler);
            if (response.statusCode() > LAST_OK) {
                throw refusal(response);
            }
            return response.body();
        } catch (ConnectException e) {
            throw new FarmException("no farm answers at " + farm + "; start one with './vidstyle up'", e);
        } catch (IOException e) {
            throw new FarmException("talking to the farm at " + farm + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FarmException("interrupted while talking to the farm at " + farm, e);
        }
    }

    private static FarmException refusal(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new FarmException(problemIn(text, response.statusCode()));
        }
    }

    private static String problemIn(String body, int status) {
        try {
            JsonNode problem = Json.EVENTS.readTree(body);
            if (problem.hasNonNull("detail")) {
                return problem.path("detail").asText();
            }
        } catch (JacksonException e) {
            return "the farm answered " + status + ": " + body;
        }
        return "the farm answered " + status + ": " + body;
    }

    private JsonNode json(InputStream body) {
        try (body) {
            return Json.EVENTS.readTree(body);
        } catch (IOException e) {
            throw new FarmException("the farm at " + farm + " did not answer in JSON: " + e.getMessage(), e);
        }
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        try {
            return Json.EVENTS.treeToValue(json, type);
        } catch (JacksonException e) {
            throw new FarmException("the farm's answer is no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Edit edit) {
        try {
            return Json.EVENTS.writeValueAsBytes(edit);
        } catch (JacksonException e) {
            throw new IllegalStateException("an edit could not be written as JSON", e);
        }
    }

    private static String contentType(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return CONTENT_TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
