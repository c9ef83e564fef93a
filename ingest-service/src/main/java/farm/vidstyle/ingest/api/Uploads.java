package farm.vidstyle.ingest.api;

import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.NoSuchObjectException;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.TooLargeException;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.http.Blocking;
import farm.vidstyle.ingest.http.JsonBodies;
import farm.vidstyle.ingest.http.Leftovers;
import farm.vidstyle.ingest.http.Problem;
import farm.vidstyle.ingest.http.RequestBody;
import farm.vidstyle.ingest.landmarks.FaceDetectors;
import farm.vidstyle.ingest.landmarks.SuppliedTrack;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.ingest.splitting.Alignments;
import farm.vidstyle.ingest.status.VideoStatus;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import farm.vidstyle.video.probe.VideoRefusedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes videos in. The body goes straight into the store, in constant memory; a copy on local disk is looked at before the
 * answer, so that what is no video is refused at once and leaves nothing behind.
 */
final class Uploads {
    private final Backends backends;
    private final Statuses statuses;
    private final FrontDoorConfig config;
    private final Blocking places;
    private final Clock clock = Clock.systemUTC();
    private final Set<VideoId> underWay = ConcurrentHashMap.newKeySet();

    /** @param places bounds how many uploads are under way at a time */
    Uploads(Backends backends, Statuses statuses, FrontDoorConfig config, Blocking places) {
        this.backends = backends;
        this.statuses = statuses;
        this.config = config;
        this.places = places;
    }

    void upload(RoutingContext context) {
        HttpServerRequest request = context.request();
        UploadRequest upload = UploadRequest.of(request, config.limits().bytes());
        RequestBody body = new RequestBody(request, config.patience());
        places.run(request, () -> receiveAlone(upload, body))
                .onSuccess(view -> {
                    context.response().setStatusCode(201).putHeader("location", Paths.video(view.id()));
                    JsonBodies.write(context.response(), view);
                    Leftovers.discard(request); // a repetition is answered without its body being read
                })
                .onFailure(context::fail);
    }

    /** A second upload of the same key must not clean up what the first one stores. */
    private VideoView receiveAlone(UploadRequest upload, RequestBody body) throws IOException {
        if (!underWay.add(upload.video())) {
            throw Problem.UPLOAD_UNDER_WAY.because(
                    "another upload with this Idempotency-Key is under way; wait for it, or use a new key");
        }
        try {
            return receive(upload, body);
        } finally {
            underWay.remove(upload.video());
        }
    }

    private VideoView receive(UploadRequest upload, RequestBody body) throws IOException {
        ModelCard model = backends.models().find(upload.model());
        Optional<SuppliedTrack> track = landmarks(upload, model);
        if (upload.repeatable()) {
            Optional<VideoStatus> earlier = statuses.video(upload.video());
            if (earlier.isPresent()) {
                return repeated(earlier.get(), upload, model);
            }
        }
        long bytes = store(upload.video(), body, track);
        VideoUploaded uploaded = new VideoUploaded(
                upload.video(),
                TenantId.DEFAULT,
                Layout.source(upload.video()),
                upload.name(),
                bytes,
                model.ref(),
                clock.instant(),
                upload.landmarks(),
                upload.aligned() ? true : null);
        // stored, then published, then answered: a crash in between leaves an object, never a promise without one
        backends.publisher().publish(Topics.VIDEOS_UPLOADED, uploaded);
        return VideoView.of(uploaded);
    }

    private static VideoView repeated(VideoStatus earlier, UploadRequest upload, ModelCard model) {
        VideoUploaded first = earlier.upload();
        if (!first.name().equals(upload.name())
                || !first.model().equals(model.ref())
                || !Objects.equals(first.landmarks(), upload.landmarks())
                || first.takenAsItIs() != upload.aligned()) {
            throw Problem.KEY_REUSED.because("the Idempotency-Key belongs to video '" + first.video() + "', named '"
                    + first.name() + "' for model " + first.model().name() + " with "
                    + (first.landmarks() == null ? "no landmarks" : first.landmarks()) + "; use a new key");
        }
        return VideoView.of(earlier);
    }

    /** What the model needs to know of the face, checked before the video is taken in. */
    private Optional<SuppliedTrack> landmarks(UploadRequest upload, ModelCard model) throws IOException {
        Alignment alignment =
                Alignments.of(model).orElseThrow(() -> Problem.UNKNOWN_MODEL.because(Alignments.refusal(model)));
        ObjectKey landmarks = upload.landmarks();
        if (landmarks == null) {
            if (alignment == Alignment.FACE
                    && !upload.aligned()
                    && !backends.faces().haveModel()) {
                throw Problem.NO_LANDMARKS.because(FaceDetectors.refusal(model));
            }
            return Optional.empty();
        }
        if (upload.aligned()) {
            throw Problem.TRACK_REFUSED.because(
                    "the video is said to be aligned already; expected no landmarks, which would align it again");
        }
        if (alignment != Alignment.FACE) {
            throw Problem.TRACK_REFUSED.because("model " + model.ref().name() + " wants its frames aligned by '"
                    + model.alignment() + "'; expected no landmarks, which only 'face' uses");
        }
        try {
            return Optional.of(backends.faces().track(landmarks));
        } catch (NoSuchObjectException e) {
            throw Problem.UNKNOWN_TRACK.because(
                    "there is no track " + landmarks + "; supply it first (POST /v1/tracks)");
        }
    }

    private long store(VideoId video, RequestBody body, Optional<SuppliedTrack> track) throws IOException {
        ObjectKey source = Layout.source(video);
        try (Scratch.Room room = backends.scratch().room()) {
            return store(source, body, room.file("source"), track);
        } catch (IOException | RuntimeException e) {
            backends.store().delete(source);
            if (body.isBroken()) {
                throw Problem.INCOMPLETE_BODY.because("the body broke off or came to a halt before its end");
            }
            throw e;
        }
    }

    private long store(ObjectKey source, InputStream body, Path copy, Optional<SuppliedTrack> track)
            throws IOException {
        long bytes;
        try (OutputStream out = Files.newOutputStream(copy);
                InputStream copied = new CopyingStream(body, out)) {
            bytes = backends.store().put(source, copied, config.limits().bytes());
        } catch (TooLargeException e) {
            throw UploadRequest.tooLarge("more bytes", config.limits().bytes());
        }
        if (bytes == 0) {
            throw UploadRequest.empty();
        }
        try {
            VideoInfo info = VideoProbe.probe(copy, config.limits());
            track.ifPresent(landmarks -> landmarks.requireFits(info));
        } catch (VideoRefusedException e) {
            throw Problem.VIDEO_REFUSED.because(String.valueOf(e.getMessage()), "reason", e.reason());
        }
        return bytes;
    }
}
