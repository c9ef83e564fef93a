package farm.vidstyle.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.frames.StoredChunk;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.testing.TestFarm;
import farm.vidstyle.worker.testing.TinyBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InversionServiceTest {
    @TempDir
    private static Path folder;

    private static TestFarm farm;
    private static InversionService service;

    @BeforeAll
    static void start() {
        farm = TestFarm.start(folder);
        service = InversionService.start(InversionConfig.from(farm.environment()), farm.place());
    }

    @AfterAll
    static void stop() {
        service.close();
        farm.close();
    }

    @Test
    void chunksBecomeCodesInTheStoreAndInTheTopic() throws Exception {
        VideoId video = new VideoId("vid_codes");
        List<RgbFrame> frames = TestFarm.frames(19, 40);

        farm.split(video, frames).forEach(InversionServiceTest::announce);

        List<CodesInverted> codes = codesOf(video, 2);
        assertThat(codes)
                .extracting(
                        CodesInverted::chunk, CodesInverted::firstFrame, CodesInverted::frames, CodesInverted::model)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 0, 16, farm.model()),
                        org.assertj.core.groups.Tuple.tuple(1, 16, 3, farm.model()));
        for (CodesInverted chunk : codes) {
            assertThat(farm.store().read(Layout.codes(video, farm.model(), chunk.chunk())))
                    .isEqualTo(chunk.safetensors());
            assertThat(Checkpoint.of("codes", chunk.safetensors()).metadata())
                    .containsEntry("video", "vid_codes")
                    .containsEntry("model_digest", farm.model().digest())
                    .containsEntry("first_frame", Integer.toString(chunk.firstFrame()))
                    .containsEntry("seconds", Double.toString(chunk.seconds()));
            assertSameCodes(chunk, frames.subList(chunk.firstFrame(), chunk.firstFrame() + chunk.frames()));
        }
    }

    @Test
    void aSecondAnnouncementChangesNothing() {
        VideoId video = new VideoId("vid_twice");
        FramesExtracted chunk = farm.split(video, TestFarm.frames(5, 90)).get(0);
        double before = reused();

        announce(chunk);
        CodesInverted first = codesOf(video, 1).get(0);
        announce(chunk);
        CodesInverted second = codesOf(video, 2).get(1);

        assertThat(second).usingRecursiveComparison().isEqualTo(first);
        assertThat(reused()).isEqualTo(before + 1);
    }

    @Test
    void aPoisonChunkDiesAloneAndTheNextOneIsInverted() {
        VideoId poisoned = new VideoId("vid_poison");
        FramesExtracted poison = farm.split(poisoned, TestFarm.frames(3, 10)).get(0);
        farm.store().put(poison.object(), "not a video".getBytes(StandardCharsets.UTF_8));
        VideoId sound = new VideoId("vid_sound");

        announce(poison);
        farm.split(sound, TestFarm.frames(3, 20)).forEach(InversionServiceTest::announce);

        assertThat(codesOf(sound, 1)).hasSize(1);
        WorkDead dead = deadOf(poisoned);
        assertThat(dead.attempts()).isEqualTo(1);
        assertThat(dead.cause()).contains("chunk videos/vid_poison/frames/000000.mkv of 11 bytes cannot be read");
        assertThat(farm.store().exists(Layout.codes(poisoned, farm.model(), 0))).isFalse();
    }

    @Test
    void aModelThatGivesNoNumbersIsNotTriedAgain() {
        VideoId video = new VideoId("vid_nan");
        ModelRef broken = farm.push("broken", 3, 1e30);
        FramesExtracted chunk = farm.split(video, TestFarm.frames(2, 10)).get(0);

        announce(new FramesExtracted(video, broken, 0, 0, 2, chunk.object()));

        assertThat(deadOf(video).cause())
                .contains("expected finite numbers only")
                .contains(broken.key());
        assertThat(farm.store().exists(Layout.codes(video, broken, 0))).isFalse();
    }

    private static void announce(FramesExtracted chunk) {
        farm.place().publisher().publish(Topics.FRAMES_EXTRACTED, chunk);
    }

    private static List<CodesInverted> codesOf(VideoId video, int count) {
        return farm.events(Topics.CODES_INVERTED, count, codes -> codes.video().equals(video)).stream()
                .sorted(Comparator.comparingInt(CodesInverted::chunk))
                .toList();
    }

    private static WorkDead deadOf(VideoId video) {
        return farm.events(Topics.WORK_DEAD, 1, dead -> dead.key().equals(video.value()))
                .get(0);
    }

    private static double reused() {
        return farm.meters().get("inversion.chunks.reused").counter().count();
    }

    private static void assertSameCodes(CodesInverted chunk, List<RgbFrame> frames) throws Exception {
        try (ModelCache.Lease model = farm.place().models().lease(farm.model());
                NDManager manager = model.bundle().newManager()) {
            NDArray stored =
                    Checkpoint.of("codes", chunk.safetensors()).tensor("w_plus").toArray(manager);
            NDArray expected = model.bundle().invert(Pixels.signed(StoredChunk.unit(manager, frames)));
            assertThat(stored.getShape())
                    .isEqualTo(new Shape(frames.size(), TinyBundle.LAYERS, TinyBundle.STYLE_WIDTH));
            assertThat(stored.toFloatArray()).containsExactly(expected.toFloatArray(), within(0f));
        }
    }
}
