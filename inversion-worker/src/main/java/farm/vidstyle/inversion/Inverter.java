package farm.vidstyle.inversion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.event.CodesInverted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.CodesCodec;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.farm.work.Work;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.frames.StoredChunk;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.service.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a chunk of frames into W+ codes. */
final class Inverter implements Work<FramesExtracted> {
    private static final Logger LOG = LoggerFactory.getLogger(Inverter.class);
    private static final String CODES = "w_plus";

    private final Workplace place;
    private final InversionMetrics metrics;

    Inverter(Workplace place, InversionMetrics metrics) {
        this.place = place;
        this.metrics = metrics;
    }

    @Override
    public void perform(FramesExtracted chunk) throws Exception {
        ObjectKey key = Layout.codes(chunk.video(), chunk.model(), chunk.chunk());
        if (place.store().exists(key)) {
            // inverted before, by a worker that died before it could say so or for an earlier announcement
            metrics.reused();
            place.publisher()
                    .publish(
                            Topics.CODES_INVERTED,
                            Topics.CODES_INVERTED.codec().decode(place.store().read(key)));
            return;
        }
        CodesInverted codes = invert(chunk);
        place.store().put(key, codes.safetensors()); // before the event, which says that it is there
        place.publisher().publish(Topics.CODES_INVERTED, codes);
        metrics.inverted(chunk.frames(), Duration.ofNanos((long) (codes.seconds() * 1e9)));
        LOG.atInfo()
                .addKeyValue("video", chunk.video())
                .addKeyValue("chunk", chunk.chunk())
                .addKeyValue("frames", chunk.frames())
                .addKeyValue("seconds", codes.seconds())
                .log("chunk inverted");
    }

    /** Inverts a grey frame. */
    void warmUp(ModelCache.Lease model) {
        FrameSize size = model.bundle().manifest().frameSize();
        try (NDManager manager = model.bundle().newManager()) {
            model.bundle().invert(manager.zeros(new Shape(1, 3, size.height(), size.width())));
        }
    }

    private CodesInverted invert(FramesExtracted chunk) throws Exception {
        List<RgbFrame> frames = StoredChunk.read(place.store(), chunk.object());
        if (frames.size() != chunk.frames()) {
            throw new PermanentFailure(
                    "chunk " + chunk.object() + " has " + frames.size() + " frames; announced were " + chunk.frames());
        }
        try (ModelCache.Lease model = place.models().lease(chunk.model());
                NDManager manager = model.bundle().newManager()) {
            return place.lane().call(() -> {
                long start = System.nanoTime();
                NDArray codes = model.bundle().invert(Pixels.signed(StoredChunk.unit(manager, frames))); // [N, L, S]
                return event(chunk, codes, (System.nanoTime() - start) / 1e9);
            });
        }
    }

    private static CodesInverted event(FramesExtracted chunk, NDArray codes, double seconds) throws PermanentFailure {
        for (float value : codes.toFloatArray()) {
            if (!Float.isFinite(value)) {
                throw new PermanentFailure("the codes of chunk " + chunk.object() + " hold " + value
                        + "; expected finite numbers only: is model "
                        + chunk.model().key() + " sound?");
            }
        }
        Map<String, String> metadata = CodesCodec.metadata(
                chunk.video(), chunk.model(), chunk.chunk(), chunk.firstFrame(), chunk.frames(), seconds);
        return new CodesInverted(
                chunk.video(),
                chunk.model(),
                chunk.chunk(),
                chunk.firstFrame(),
                chunk.frames(),
                seconds,
                Safetensors.encode(Map.of(CODES, codes), metadata));
    }
}
