package farm.vidstyle.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.edit.Output;
import farm.vidstyle.farm.event.ClipAssembled;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.splitting.AlignedVideo;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningIngest.Extension.class)
class IngestServiceTest {
    @TempDir
    Path folder;

    @Test
    void anUploadEndsAsAnnouncedChunksOfAlignedFrames(RunningIngest ingest) throws Exception {
        VideoId video = upload(ingest, new SampleVideos(folder).fastStart("v.mp4", 40, 25));

        VideoSplit split =
                ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video));

        assertThat(split.timeline().frames()).isEqualTo(40);
        assertThat(split.timeline().fps()).isEqualTo(25);
        assertThat(split.timeline().seconds()).isEqualTo(1.6);
        assertThat(List.of(split.chunks(), split.width(), split.height(), split.audio(), split.shots()))
                .isEqualTo(List.of(3, 96, 64, true, List.of(0)));
        assertThat(announced(ingest, video))
                .extracting(FramesExtracted::firstFrame, FramesExtracted::frames)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 16),
                        org.assertj.core.groups.Tuple.tuple(16, 16),
                        org.assertj.core.groups.Tuple.tuple(32, 8));
        List<RgbFrame> last =
                FrameChunk.read(new ByteArrayInputStream(ingest.store().read(Layout.frames(video, 2))));
        assertThat(last).hasSize(8).allMatch(frame -> frame.size().equals(new PictureSize(64, 64)));
        AlignedVideo aligned = AlignedVideo.read(ingest.store(), video);
        assertThat(aligned.seconds()).hasSize(40).startsWith(0.0, 0.04);
        assertThat(aligned.track().fromSource().get(39).x(16, 0)).isEqualTo(0);
    }

    @Test
    void aSecondDeliveryWritesTheSameObjectsAndFacts(RunningIngest ingest) throws Exception {
        VideoId video = upload(ingest, new SampleVideos(folder).mp4("v.mp4", 20, 25));
        VideoSplit first =
                ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video));
        VideoUploaded upload =
                ingest.await(Topics.VIDEOS_UPLOADED, event -> event.video().equals(video));
        Map<ObjectKey, List<Byte>> before = objects(ingest, video);

        ingest.publisher().publish(Topics.VIDEOS_UPLOADED, upload);

        AtomicInteger seen = new AtomicInteger();
        VideoSplit second =
                ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video) && seen.incrementAndGet() == 2);
        assertThat(second).usingRecursiveComparison().ignoringFields("at").isEqualTo(first);
        assertThat(objects(ingest, video)).isEqualTo(before);
    }

    @Test
    void aRepeatedUploadIsTheSameVideoAndAnnouncedOnce(RunningIngest ingest) throws Exception {
        Path file = new SampleVideos(folder).mp4("v.mp4", 10, 25);

        JsonNode first = Client.json(uploadAs(ingest, "retry-1", "holiday", file));
        JsonNode second = Client.json(uploadAs(ingest, "retry-1", "holiday", file));
        HttpResponse<byte[]> reused = uploadAs(ingest, "retry-1", "work", file);

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(reused.statusCode()).isEqualTo(422);
        VideoId video = new VideoId(first.path("id").asText());
        ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(video));
        AtomicInteger announcements = new AtomicInteger();
        VideoId last = upload(ingest, file);
        ingest.await(Topics.VIDEOS_UPLOADED, event -> {
            announcements.addAndGet(event.video().equals(video) ? 1 : 0);
            return event.video().equals(last);
        });
        assertThat(announcements.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void whatOnlyDecodingShowsIsRejectedAndLeavesNothing(RunningIngest ingest) throws Exception {
        VideoId video = upload(ingest, new SampleVideos(folder).damaged("v.mp4"));

        VideoRejected rejected =
                ingest.await(Topics.VIDEOS_REJECTED, event -> event.video().equals(video));

        assertThat(rejected.reason()).isEqualTo("CORRUPT");
        assertThat(rejected.message()).contains("decoded").contains("expected");
        await().untilAsserted(() ->
                assertThat(ingest.store().list("videos/" + video + "/")).isEmpty());
    }

    @Test
    void segmentsBecomeTheClipAndEverythingAskedFor(RunningIngest ingest) throws Exception {
        SampleVideos samples = new SampleVideos(folder);
        VideoId driver = upload(ingest, samples.fastStart("driver.mp4", 40, 25));
        ingest.await(Topics.VIDEOS_SPLIT, event -> event.video().equals(driver));
        EditId edit = submit(ingest, """
                {"content": {"video": "%s"}, "output": {"format": "gif", "compare": true, "frames": true}}
                """.formatted(driver));
        segments(ingest, samples, edit);

        ingest.publisher()
                .publish(
                        Topics.CLIPS_REQUESTED,
                        new ClipRequested(
                                edit,
                                2,
                                40,
                                25,
                                new Output(Output.Format.GIF, Output.Audio.KEEP, true, true),
                                driver,
                                0));

        ClipAssembled assembled =
                ingest.await(Topics.CLIPS_ASSEMBLED, event -> event.edit().equals(edit));
        assertThat(assembled.frames()).isEqualTo(40);
        assertThat(probe(ingest, assembled.clip()))
                .isEqualTo(new VideoInfo("mp4", "h264", new PictureSize(64, 64), 25, 40, 1.6, true));
        VideoInfo compare = probe(ingest, Layout.result(edit, "compare.mp4"));
        assertThat(compare.frames()).isEqualTo(40);
        assertThat(compare.size().width()).isGreaterThanOrEqualTo(128);
        assertThat(probe(ingest, Layout.result(edit, "clip.gif")).frames()).isEqualTo(40);
        assertThat(ingest.store().exists(Layout.result(edit, "sheet.png"))).isTrue();
        assertThat(ingest.store().exists(Layout.result(edit, "frames.zip"))).isTrue();
    }

    @Test
    void missingFramesFailTheAssemblyForGood(RunningIngest ingest) throws Exception {
        EditId edit = EditId.random();
        segments(ingest, new SampleVideos(folder), edit);

        ingest.publisher().publish(Topics.CLIPS_REQUESTED, new ClipRequested(edit, 2, 41, 25, Output.DEFAULT, null, 0));

        assertThat(ingest.await(Topics.WORK_DEAD, event -> event.key().equals(edit.value()))
                        .cause())
                .contains("has 40 frames in 2 segments; expected 41");
        assertThat(ingest.store().exists(Layout.result(edit, "clip.mp4"))).isFalse();
    }

    private static VideoId upload(RunningIngest ingest, Path file) throws Exception {
        JsonNode answer = Client.json(Client.of(ingest).upload(file, "video/mp4"));
        return new VideoId(answer.path("id").asText());
    }

    private static HttpResponse<byte[]> uploadAs(RunningIngest ingest, String key, String name, Path file)
            throws Exception {
        Client client = Client.of(ingest);
        return client.send(client.request("/v1/videos?name=" + name)
                .header("content-type", "video/mp4")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofFile(file)));
    }

    private static EditId submit(RunningIngest ingest, String edit) throws Exception {
        return new EditId(Client.json(Client.of(ingest).submit(edit)).path("id").asText());
    }

    private static void segments(RunningIngest ingest, SampleVideos samples, EditId edit) throws Exception {
        PictureSize size = new PictureSize(64, 64);
        ingest.store().put(Layout.segment(edit, 0), samples.mp4("segment-0.mp4", size, 32, 25));
        ingest.store().put(Layout.segment(edit, 1), samples.mp4("segment-1.mp4", size, 8, 25));
    }

    private VideoInfo probe(RunningIngest ingest, ObjectKey key) throws Exception {
        Path file = folder.resolve("probed");
        ingest.store().download(key, file);
        return VideoProbe.probe(file, Limits.NONE);
    }

    private static List<FramesExtracted> announced(RunningIngest ingest, VideoId video) {
        List<FramesExtracted> chunks = new ArrayList<>();
        ingest.await(Topics.FRAMES_EXTRACTED, event -> {
            if (event.video().equals(video)) {
                chunks.add(event);
            }
            return chunks.size() == 3;
        });
        return chunks;
    }

    private static Map<ObjectKey, List<Byte>> objects(RunningIngest ingest, VideoId video) {
        Map<ObjectKey, List<Byte>> objects = new LinkedHashMap<>();
        for (ObjectKey key : ingest.store().list("videos/" + video + "/")) {
            List<Byte> bytes = new ArrayList<>();
            for (byte value : ingest.store().read(key)) {
                bytes.add(value);
            }
            objects.put(key, bytes);
        }
        return objects;
    }
}
