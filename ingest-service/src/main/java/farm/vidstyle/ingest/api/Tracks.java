package farm.vidstyle.ingest.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.TrackId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.JsonBodies;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.http.RequestBody;
import farm.vidstyle.ingest.landmarks.TrackReader;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.video.face.LandmarkTrack;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Takes tracks of landmarks in, for videos that are uploaded afterwards. A track is named by its content. */
record Tracks(Backends backends, FrontDoorConfig config, Blocking places) {
    private static final long MAX_BYTES = 64L << 20; // 68 points for each frame of the longest video
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int ID_CHARS = 32;

    void supply(RoutingContext context) {
        HttpServerRequest request = context.request();
        JsonBodies.requireJson(request);
        RequestBody body = new RequestBody(request, config.patience());
        places.run(request, () -> receive(body))
                .onSuccess(view -> {
                    context.response().setStatusCode(201);
                    JsonBodies.write(context.response(), view);
                })
                .onFailure(context::fail);
    }

    private View receive(RequestBody body) throws IOException {
        try (Scratch.Room room = backends.scratch().room()) {
            Path file = room.file("track.json");
            TrackId id = copy(body, file);
            LandmarkTrack track;
            try (InputStream json = Files.newInputStream(file)) {
                track = TrackReader.read(json, config.limits().frames()).landmarks();
            }
            backends.store().put(Layout.landmarks(id), file);
            return new View(id, track.frames(), track.firstFrame(), track.lastFrame());
        } catch (IOException e) {
            if (body.isBroken()) {
                throw Problem.INCOMPLETE_BODY.because("the body broke off or came to a halt before its end");
            }
            throw e;
        }
    }

    private static TrackId copy(InputStream body, Path file) throws IOException {
        MessageDigest digest = sha256();
        digest.update(("track\n" + TenantId.DEFAULT + "\n").getBytes(UTF_8));
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                bytes += count;
                if (bytes > MAX_BYTES) {
                    throw Problem.TOO_LARGE.because("the track has more bytes; expected at most " + MAX_BYTES);
                }
                digest.update(piece, 0, count);
                out.write(piece, 0, count);
            }
        }
        if (bytes == 0) {
            throw Problem.EMPTY_BODY.because("the body is empty; expected a track of landmarks in JSON");
        }
        return new TrackId("trk_" + HexFormat.of().formatHex(digest.digest()).substring(0, ID_CHARS));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A track as clients see it.
     *
     * @param frames how many have landmarks
     */
    record View(TrackId id, int frames, int firstFrame, int lastFrame) {}
}
