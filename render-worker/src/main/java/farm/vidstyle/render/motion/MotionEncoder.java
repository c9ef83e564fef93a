package farm.vidstyle.render.motion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.MotionEncoded;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.farm.work.Work;
import farm.vidstyle.networks.vidstyleode.SeenFrames;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.render.RenderMetrics;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.frames.StoredChunk;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.service.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes the motion of a window of video. */
public final class MotionEncoder implements Work<MotionRequested> {
    private static final Logger LOG = LoggerFactory.getLogger(MotionEncoder.class);

    private final Workplace place;
    private final RenderMetrics metrics;

    public MotionEncoder(Workplace place, RenderMetrics metrics) {
        this.place = place;
        this.metrics = metrics;
    }

    @Override
    public void perform(MotionRequested request) throws Exception {
        ObjectKey key =
                Layout.motion(request.video(), request.model(), request.window().window());
        if (place.store().exists(key)) {
            // computed before, for another edit or by a worker that died before it could say so
            metrics.reusedWindow();
            publish(request, key, StoredMotion.secondsOf(key, place.store().read(key)));
            return;
        }
        StoredMotion motion;
        try (ModelCache.Lease model = place.models().lease(request.model());
                NDManager manager = model.bundle().newManager()) {
            motion = encode(request, model.bundle().vidStyleOde(), manager);
        }
        metrics.encoded(request.window().frames(), Duration.ofNanos((long) (motion.seconds() * 1e9)));
        place.store().put(key, motion.safetensors()); // before the event, which says that it is there
        publish(request, key, motion.seconds());
        LOG.atInfo()
                .addKeyValue("video", request.video())
                .addKeyValue("window", request.window().window())
                .addKeyValue("frames", request.window().frames())
                .addKeyValue("seconds", motion.seconds())
                .log("motion encoded");
    }

    private StoredMotion encode(MotionRequested request, VidStyleOde ode, NDManager manager) throws Exception {
        MotionWindow window = request.window();
        List<Double> frameNumbers = new ArrayList<>();
        NDList features = new NDList();
        Stopwatch computing = new Stopwatch();
        for (int chunk : ChunkRange.of(window).chunks().toArray()) {
            List<RgbFrame> frames = seen(framesOf(request, chunk), frameAt(chunk, window), window.frames());
            if (frames.isEmpty()) {
                continue;
            }
            for (RgbFrame frame : frames) {
                frameNumbers.add((frame.seconds() - window.start()) * request.fps());
            }
            place.lane().run(() -> computing.run(() -> features.add(featuresOf(frames, ode, manager))));
        }
        NDArray zd0 = place.lane().call(() -> computing.run(() -> initialState(features, frameNumbers, ode)));
        return StoredMotion.of(request, zd0, computing.seconds());
    }

    private List<RgbFrame> framesOf(MotionRequested request, int chunk) throws PermanentFailure {
        ObjectKey key = Layout.frames(request.video(), chunk);
        List<RgbFrame> frames = StoredChunk.read(place.store(), key);
        int until = ChunkRange.until(chunk, request.window());
        if (frames.size() < until) {
            throw new PermanentFailure("chunk " + key + " has " + frames.size() + " frames; window "
                    + request.window().window() + " of " + request.video() + " needs " + until);
        }
        return frames.subList(ChunkRange.from(chunk, request.window()), until);
    }

    /** The number in the window of a chunk's first frame that is in the window. */
    private static int frameAt(int chunk, MotionWindow window) {
        return chunk * FramesExtracted.CHUNK_FRAMES + ChunkRange.from(chunk, window) - window.firstFrame();
    }

    /** Of {@code frames}, whose first is number {@code first} of {@code total}, those that are looked at. */
    private static List<RgbFrame> seen(List<RgbFrame> frames, int first, int total) {
        return Arrays.stream(SeenFrames.of(total))
                .filter(number -> number >= first && number < first + frames.size())
                .mapToObj(number -> frames.get(number - first))
                .toList();
    }

    private static NDArray featuresOf(List<RgbFrame> frames, VidStyleOde ode, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray features = ode.features(StoredChunk.unit(scope, frames)); // [T, C, h, w]
            features.attach(manager);
            return features;
        }
    }

    /** Their numbers are those of the window's own clock, 0 at its first frame. */
    private static NDArray initialState(NDList features, List<Double> frameNumbers, VidStyleOde ode) {
        boolean[] observed = new boolean[frameNumbers.size()];
        Arrays.fill(observed, true);
        double[] numbers =
                frameNumbers.stream().mapToDouble(Double::doubleValue).toArray();
        return ode.motionOf(NDArrays.concat(features), numbers, observed); // [1, C, h, w]
    }

    private void publish(MotionRequested request, ObjectKey key, double seconds) {
        place.publisher()
                .publish(
                        Topics.MOTION_ENCODED,
                        new MotionEncoded(
                                request.video(),
                                request.model(),
                                request.window().window(),
                                key,
                                seconds));
    }
}
