package farm.vidstyle.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A client of the API that shows status, headers and document of every answer. */
public record Client(URI farm, HttpClient http) {
    public static Client of(RunningIngest ingest) {
        return new Client(ingest.address(), HttpClient.newHttpClient());
    }

    public HttpResponse<byte[]> upload(Path file, String contentType) throws IOException, InterruptedException {
        return upload(BodyPublishers.ofFile(file), contentType);
    }

    public HttpResponse<byte[]> upload(BodyPublisher body, String contentType)
            throws IOException, InterruptedException {
        return send(request("/v1/videos?name=sample")
                .header("content-type", contentType)
                .POST(body));
    }

    public HttpResponse<byte[]> submit(String edit) throws IOException, InterruptedException {
        return send(
                request("/v1/edits").header("content-type", "application/json").POST(BodyPublishers.ofString(edit)));
    }

    public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(farm.resolve(path));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    public static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return Json.EVENTS.readTree(answer.body());
    }

    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
