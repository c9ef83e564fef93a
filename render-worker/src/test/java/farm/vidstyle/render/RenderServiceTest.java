package farm.vidstyle.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Region;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionEncoded;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.CodesCodec;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.worker.frames.StoredChunk;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.testing.TestFarm;
import farm.vidstyle.worker.testing.TinyBundle;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderServiceTest {
    private static final int FRAMES = 21;
    private static final MotionWindow WINDOW = new MotionWindow(0, 0, FRAMES, 0, (FRAMES - 1) / TestFarm.FPS);
    private static final Style SMILE = new Style("a photo of a face", "a photo of a smiling face", 1.3);

    @TempDir
    private static Path folder;

    private static TestFarm farm;
    private static RenderService service;

    @BeforeAll
    static void start() {
        farm = TestFarm.start(folder);
        service = RenderService.start(RenderConfig.from(farm.environment()), farm.place());
    }

    @AfterAll
    static void stop() {
        service.close();
        farm.close();
    }

    @Test
    void aWindowBecomesAStateInTheStoreAndAnEvent() throws Exception {
        VideoId video = new VideoId("vid_motion");
        List<RgbFrame> frames = TestFarm.frames(40, 60);
        farm.split(video, frames);
        MotionWindow window = new MotionWindow(1, 15, 20, 1.5, 3.4);

        request(new MotionRequested(video, farm.model(), window, TestFarm.FPS));

        MotionEncoded encoded = motionOf(video, 1).get(0);
        ObjectKey key = Layout.motion(video, farm.model(), 1);
        assertThat(encoded).isEqualTo(new MotionEncoded(video, farm.model(), 1, key, encoded.seconds()));
        Checkpoint stored = Checkpoint.of("motion", farm.store().read(key));
        assertThat(stored.metadata())
                .containsEntry("video", "vid_motion")
                .containsEntry("model", "tiny")
                .containsEntry("model_version", "1")
                .containsEntry("model_digest", farm.model().digest())
                .containsEntry("window", "1")
                .containsEntry("first_frame", "15")
                .containsEntry("frames", "20")
                .containsEntry("start", "1.5")
                .containsEntry("end", "3.4")
                .containsEntry("fps", "10.0")
                .containsEntry("seconds", Double.toString(encoded.seconds()));
        assertIsMotionOf(frames.subList(15, 35), stored);
    }

    @Test
    void aSegmentBecomesVideoInTheStoreAndAnEvent() throws Exception {
        VideoId video = prepared("vid_segment", 30);
        SegmentRequested request = segment("edit_segment", video, "mean", times(-5, 27));

        request(request);

        SegmentRendered rendered = segmentsOf("edit_segment", 1).get(0);
        ObjectKey key = Layout.segment(request.edit(), 0);
        assertThat(rendered).isEqualTo(new SegmentRendered(request.edit(), 0, key, 32, rendered.computeSeconds()));
        assertThat(rendered.computeSeconds()).containsOnlyKeys("dynamics", "decode", "encode");
        assertThat(rendered.computeSeconds().values()).allMatch(seconds -> seconds > 0);
        List<RgbFrame> frames = decoded(key);
        assertThat(frames).hasSize(32).allMatch(frame -> frame.size().equals(new PictureSize(32, 32)));
        assertThat(frames.get(31).seconds()).isEqualTo(31 / 25.0, org.assertj.core.api.Assertions.within(1e-3));
        assertThat(farm.meters().get("render.frames").counter().count()).isGreaterThanOrEqualTo(32);
    }

    @Test
    void doingTheSameTwiceChangesNothing() throws Exception {
        VideoId video = prepared("vid_twice", 70);
        SegmentRequested segment = segment("edit_twice", video, "frame:17", times(0, 4));
        MotionRequested motion = new MotionRequested(video, farm.model(), WINDOW, TestFarm.FPS);

        request(segment);
        segmentsOf("edit_twice", 1);
        byte[] first = farm.store().read(Layout.segment(segment.edit(), 0));
        request(segment);
        request(motion);

        SegmentRendered again = segmentsOf("edit_twice", 2).get(1);
        assertThat(again)
                .isEqualTo(new SegmentRendered(segment.edit(), 0, Layout.segment(segment.edit(), 0), 4, Map.of()));
        assertThat(farm.store().read(Layout.segment(segment.edit(), 0))).isEqualTo(first);
        List<MotionEncoded> motions = motionOf(video, 2);
        assertThat(motions.get(1)).isEqualTo(motions.get(0));
    }

    @Test
    void poisonDiesAloneAndTheNextItemsSucceed() throws Exception {
        VideoId poisoned = new VideoId("vid_poison");
        farm.split(poisoned, TestFarm.frames(FRAMES, 10));
        byte[] chunk = farm.store().read(Layout.frames(poisoned, 1));
        farm.store().put(Layout.frames(poisoned, 1), Arrays.copyOf(chunk, chunk.length / 2));

        request(new MotionRequested(poisoned, farm.model(), WINDOW, TestFarm.FPS));
        VideoId sound = prepared("vid_sound", 80);
        request(segment("edit_poison", sound, "frame:99", times(0, 2)));
        request(segment("edit_sound", sound, "mean", times(0, 2)));

        assertThat(deadOf("vid_poison").cause())
                .contains("chunk videos/vid_poison/frames/000001.mkv")
                .contains("cannot be read");
        assertThat(deadOf("edit_poison").cause())
                .isEqualTo("content.code is 'frame:99', but video vid_sound has frames 0 to 20");
        assertThat(segmentsOf("edit_sound", 1)).hasSize(1);
        assertThat(farm.store().exists(Layout.motion(poisoned, farm.model(), 0)))
                .isFalse();
    }

    /** A video whose codes and motion are there. */
    private static VideoId prepared(String name, int hue) throws Exception {
        VideoId video = new VideoId(name);
        for (FramesExtracted chunk : farm.split(video, TestFarm.frames(FRAMES, hue))) {
            invert(chunk);
        }
        request(new MotionRequested(video, farm.model(), WINDOW, TestFarm.FPS));
        motionOf(video, 1);
        return video;
    }

    private static void invert(FramesExtracted chunk) throws Exception {
        try (ModelCache.Lease model = farm.place().models().lease(farm.model());
                NDManager manager = model.bundle().newManager()) {
            List<RgbFrame> frames = StoredChunk.read(farm.store(), chunk.object());
            NDArray codes = model.bundle().invert(Pixels.signed(StoredChunk.unit(manager, frames)));
            Map<String, String> metadata = CodesCodec.metadata(
                    chunk.video(), chunk.model(), chunk.chunk(), chunk.firstFrame(), chunk.frames(), 0);
            farm.store()
                    .put(
                            Layout.codes(chunk.video(), chunk.model(), chunk.chunk()),
                            Safetensors.encode(Map.of("w_plus", codes), metadata));
        }
    }

    private static SegmentRequested segment(String edit, VideoId video, String code, List<Double> seconds) {
        return new SegmentRequested(
                new EditId(edit),
                0,
                farm.model(),
                new Content(video, code),
                FRAMES,
                List.of(new MotionDriver(video, Region.FULL, TestFarm.FPS, List.of(WINDOW))),
                SMILE,
                25,
                seconds);
    }

    private static List<Double> times(int from, int until) {
        return IntStream.range(from, until).mapToObj(i -> i / 15.0).toList();
    }

    private static void request(MotionRequested motion) {
        farm.place().publisher().publish(Topics.MOTION_REQUESTED, motion);
    }

    private static void request(SegmentRequested segment) {
        farm.place().publisher().publish(Topics.SEGMENTS_REQUESTED, segment);
    }

    private static List<MotionEncoded> motionOf(VideoId video, int count) {
        return farm.events(
                Topics.MOTION_ENCODED, count, motion -> motion.video().equals(video));
    }

    private static List<SegmentRendered> segmentsOf(String edit, int count) {
        return farm.events(Topics.SEGMENTS_RENDERED, count, segment -> segment.edit()
                .value()
                .equals(edit));
    }

    private static WorkDead deadOf(String key) {
        return farm.events(Topics.WORK_DEAD, 1, dead -> dead.key().equals(key)).get(0);
    }

    private static List<RgbFrame> decoded(ObjectKey key) throws Exception {
        List<RgbFrame> frames = new ArrayList<>();
        try (FrameStream stream =
                FrameStream.open(new ByteArrayInputStream(farm.store().read(key)), Limits.NONE)) {
            stream.forEachRemaining(frames::add);
        }
        return frames;
    }

    /** Encoded at once, which the worker does chunk by chunk. */
    private static void assertIsMotionOf(List<RgbFrame> frames, Checkpoint stored) throws Exception {
        double[] numbers = IntStream.range(0, frames.size()).asDoubleStream().toArray();
        boolean[] observed = new boolean[frames.size()];
        Arrays.fill(observed, true);
        try (ModelCache.Lease model = farm.place().models().lease(farm.model());
                NDManager manager = model.bundle().newManager()) {
            NDArray zd0 = stored.tensor("zd0").toArray(manager);
            NDArray expected =
                    model.bundle().vidStyleOde().encodeMotion(StoredChunk.unit(manager, frames), numbers, observed);
            assertThat(zd0.getDataType()).isEqualTo(DataType.FLOAT64);
            assertThat(zd0.getShape())
                    .isEqualTo(new Shape(1, TinyBundle.STATE_CHANNELS, TinyBundle.STATE_CELLS, TinyBundle.STATE_CELLS));
            assertThat(zd0.toDoubleArray())
                    .containsExactly(expected.toDoubleArray(), org.assertj.core.api.Assertions.within(1e-6));
        }
    }
}
