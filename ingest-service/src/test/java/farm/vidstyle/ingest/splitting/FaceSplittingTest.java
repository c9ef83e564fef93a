package farm.vidstyle.ingest.splitting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.TenantId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.ingest.Client;
import farm.vidstyle.ingest.RunningIngest;
import farm.vidstyle.ingest.SampleVideos;
import farm.vidstyle.ingest.landmarks.FaceDetectors;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.align.AlignmentTrack;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.face.yunet.TinyYuNet;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningIngest.Extension.class)
class FaceSplittingTest {
    @TempDir
    Path folder;

    @Test
    void aSuppliedTrackKeepsTheEyesOfAMovingHeadInTheirPlaces(RunningIngest ingest) throws Exception {
        String track = supply(ingest, MovingHead.track(i -> i < 15 || i >= 25));
        Path file = MovingHead.video(folder.resolve("head.mp4"));
        VideoId video = new VideoId(
                Client.json(upload(ingest, "faces", track, file)).path("id").asText());

        ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video));

        List<RgbFrame> frames = frames(ingest, video);
        assertThat(frames).hasSize(MovingHead.FRAMES);
        for (RgbFrame frame : frames) { // 64 pixels: eyes at 0.375 and 0.625 across, 0.475 down
            assertDark(frame, 24, 30.4);
            assertDark(frame, 40, 30.4);
        }
        AlignedVideo aligned = AlignedVideo.read(ingest.store(), video);
        assertThat(aligned.track().alignment()).isEqualTo(Alignment.FACE);
        assertThat(aligned.track().fromSource().get(0).x(90, 140)).isCloseTo(32, within(1e-4));
        assertThat(aligned.track().face())
                .isEqualTo(IntStream.range(0, MovingHead.FRAMES)
                        .mapToObj(i -> i < 15 || i >= 25)
                        .toList());
    }

    @Test
    void framesThatAreAlignedAlreadyAreNotAlignedAgain(RunningIngest ingest) throws Exception {
        Path file = MovingHead.video(folder.resolve("head.mp4"));

        HttpResponse<byte[]> answer = upload(ingest, "faces&aligned=true", null, file);

        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
        VideoId video = new VideoId(Client.json(answer).path("id").asText());
        ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video));
        AlignedVideo aligned = AlignedVideo.read(ingest.store(), video);
        assertThat(aligned.track().alignment()).isEqualTo(Alignment.NONE);
        assertThat(aligned.track().fromSource().get(0).x(MovingHead.SIZE.width(), 0))
                .isCloseTo(64, within(1e-9));
        String track = supply(ingest, MovingHead.track(i -> true));
        assertProblem(
                upload(ingest, "faces&aligned=true", track, file),
                422,
                "track-refused",
                "is said to be aligned already");
        assertProblem(upload(ingest, "faces&aligned=yes", null, file), 400, "malformed-request", "true or false");
    }

    @Test
    void theSameTrackHasTheSameName(RunningIngest ingest) throws Exception {
        String first = supply(ingest, MovingHead.track(i -> true));

        assertThat(supply(ingest, MovingHead.track(i -> true))).isEqualTo(first).startsWith("trk_");
        assertThat(supply(ingest, MovingHead.track(i -> i < 39))).isNotEqualTo(first);
    }

    @Test
    void withoutLandmarksAndFaceModelTheUploadIsRefusedAndSaysWhatToSupply(RunningIngest ingest) throws Exception {
        Path file = MovingHead.video(folder.resolve("head.mp4"));
        int before = ingest.store().list("videos/").size();

        HttpResponse<byte[]> answer = upload(ingest, "faces", null, file);

        assertProblem(answer, 422, "no-landmarks", "/v1/tracks");
        assertProblem(answer, 422, "no-landmarks", "VIDSTYLE_FACE_MODEL");
        assertThat(ingest.store().list("videos/")).hasSize(before);
    }

    @Test
    void tracksThatDoNotBelongToTheUploadAreRefused(RunningIngest ingest) throws Exception {
        Path head = MovingHead.video(folder.resolve("head.mp4"));
        Path shorter = new SampleVideos(folder).mp4("short.mp4", MovingHead.SIZE, 20, 25);
        String track = supply(ingest, MovingHead.track(i -> true));
        int before = ingest.store().list("videos/").size();

        assertProblem(upload(ingest, "faces", "trk_none", head), 422, "unknown-track", "trk_none");
        assertProblem(upload(ingest, "faces", "../x", head), 400, "malformed-request", "track id is '../x'");
        assertProblem(upload(ingest, "plain", track, head), 422, "track-refused", "aligned by 'none'");
        assertProblem(upload(ingest, "faces", track, shorter), 422, "track-refused", "frames 0 to 19");
        assertThat(ingest.store().list("videos/")).hasSize(before);
    }

    @Test
    void badTracksAreRefusedAndNotStored(RunningIngest ingest) throws Exception {
        int before = ingest.store().list("tracks/").size();

        assertProblem(
                post(ingest, "{\"frames\": [{\"frame\": 4, \"landmarks\": [[1, 2]]}]}"),
                422,
                "track-refused",
                "frame 4 of the track are 1 points; expected 5 or 68");
        assertProblem(post(ingest, ""), 400, "empty-body", "expected a track");
        Client client = Client.of(ingest);
        assertProblem(
                client.send(client.request("/v1/tracks").POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type",
                "application/json");
        assertProblem(
                client.send(client.request("/v1/tracks")
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[(64 << 20) + 1]))),
                413,
                "too-large",
                "67108864");
        assertThat(ingest.store().list("tracks/")).hasSize(before);
    }

    @Test
    void aFaceModelFindsTheFaceThatTheVideoShows(RunningIngest ingest) throws Exception {
        VideoUploaded upload = stored(ingest, blob(255));

        splitter(ingest, TinyYuNet.write(folder.resolve("tiny.onnx"))).perform(upload);

        AlignedVideo aligned = AlignedVideo.read(ingest.store(), upload.video());
        assertThat(aligned.track().face()).hasSize(10).containsOnly(true);
        assertThat(aligned.track().fromSource().get(5).x(48, 41.6)).isCloseTo(32, within(4.0));
    }

    @Test
    void aVideoWithoutAnyFaceIsRejected(RunningIngest ingest) throws Exception {
        VideoUploaded upload = stored(ingest, blob(30));

        splitter(ingest, TinyYuNet.write(folder.resolve("tiny.onnx"))).perform(upload);

        VideoRejected rejected =
                ingest.await(Topics.VIDEOS_REJECTED, event -> event.video().equals(upload.video()));
        assertThat(rejected.reason()).isEqualTo("NO_FACE");
        assertThat(rejected.message()).contains("no face was found in any of the 10 frames; expected one");
        assertThat(ingest.store().list("videos/" + upload.video() + "/")).isEmpty();
    }

    @Test
    void aSplitterThatLostItsFaceModelFailsForGood(RunningIngest ingest) throws Exception {
        VideoUploaded upload = stored(ingest, blob(255));

        assertThatThrownBy(() -> splitter(ingest, null).perform(upload))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("VIDSTYLE_FACE_MODEL");
    }

    @Test
    void alignmentsFromBeforeThereWereFacesAreStillRead() throws Exception {
        AlignmentTrack track = Json.EVENTS.readValue("""
                {"alignment": "NONE", "source": {"width": 4, "height": 2}, "aligned": {"width": 2, "height": 2},
                 "firstFrame": 0, "fromSource": [{"a": 0.5, "b": 0, "c": 0, "d": 0, "e": 1, "f": 0}]}
                """, AlignmentTrack.class);

        assertThat(track.face()).isEmpty();
        assertThat(track.fromSource()).hasSize(1);
    }

    private Splitter splitter(RunningIngest ingest, @Nullable Path model) {
        FaceDetectors faces = FaceDetectors.open(ingest.store(), 1000, model);
        return new Splitter(
                ingest.store(),
                ingest.publisher(),
                new VideoAligners(new ModelCatalog(ingest.store()), faces),
                Scratch.open(folder.resolve("scratch")),
                new SplittingLimits(Limits.NONE, Duration.ofMinutes(1)));
    }

    /** Stored as the front door does, but not announced: the running service has no face model. */
    private static VideoUploaded stored(RunningIngest ingest, Path file) throws Exception {
        VideoId video = VideoId.random();
        ingest.store().put(Layout.source(video), file);
        return new VideoUploaded(
                video,
                TenantId.DEFAULT,
                Layout.source(video),
                "blob",
                Files.size(file),
                ingest.model("faces"),
                Instant.now(),
                null,
                null);
    }

    /** One cell of 8 pixels, which the tiny model takes for a face if it is bright. */
    private Path blob(int level) throws Exception {
        PictureSize size = new PictureSize(96, 96);
        byte[] rgb = new byte[size.width() * size.height() * RgbFrame.CHANNELS];
        for (int y = 40; y < 48; y++) {
            int row = y * size.width();
            Arrays.fill(rgb, (row + 48) * RgbFrame.CHANNELS, (row + 56) * RgbFrame.CHANNELS, (byte) level);
        }
        Path file = folder.resolve("blob.mp4");
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, size, 25)) {
            for (int i = 0; i < 10; i++) {
                writer.write(new RgbFrame(size.width(), size.height(), rgb, 0));
            }
        }
        return file;
    }

    private static String supply(RunningIngest ingest, String json) throws Exception {
        HttpResponse<byte[]> answer = post(ingest, json);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
        return Client.json(answer).path("id").asText();
    }

    private static HttpResponse<byte[]> post(RunningIngest ingest, String json) throws Exception {
        Client client = Client.of(ingest);
        return client.send(client.request("/v1/tracks")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static HttpResponse<byte[]> upload(RunningIngest ingest, String model, @Nullable String track, Path file)
            throws Exception {
        Client client = Client.of(ingest);
        String landmarks = track == null ? "" : "&landmarks=" + track;
        return client.send(client.request("/v1/videos?name=head&model=" + model + landmarks)
                .header("content-type", "video/mp4")
                .POST(BodyPublishers.ofFile(file)));
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type, String detail)
            throws Exception {
        JsonNode problem = Json.EVENTS.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:vidstyle:problem:" + type);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    private static List<RgbFrame> frames(RunningIngest ingest, VideoId video) throws Exception {
        List<RgbFrame> frames = new ArrayList<>();
        for (int chunk = 0; chunk * 16 < MovingHead.FRAMES; chunk++) {
            frames.addAll(
                    FrameChunk.read(new ByteArrayInputStream(ingest.store().read(Layout.frames(video, chunk)))));
        }
        return frames;
    }

    /** The centre of what is dark around a place is that place. */
    private static void assertDark(RgbFrame frame, double x, double y) {
        double weight = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = (int) y - 5; row <= (int) y + 5; row++) {
            for (int column = (int) x - 5; column <= (int) x + 5; column++) {
                double dark = Math.max(0, 150 - (frame.pixel(column, row) & 0xff));
                weight += dark;
                sumX += dark * (column + 0.5);
                sumY += dark * (row + 0.5);
            }
        }
        assertThat(sumX / weight).as("x at %s s", frame.seconds()).isCloseTo(x, within(0.5));
        assertThat(sumY / weight).as("y at %s s", frame.seconds()).isCloseTo(y, within(0.5));
    }
}
