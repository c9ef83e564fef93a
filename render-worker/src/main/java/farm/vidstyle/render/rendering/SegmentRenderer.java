package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.event.SegmentRendered;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.farm.work.Work;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.stylegan.Precision;
import farm.vidstyle.render.RenderMetrics;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.model.ModelCache;
import farm.vidstyle.worker.service.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders a segment of an edit and stores it as H.264. */
public final class SegmentRenderer implements Work<SegmentRequested> {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentRenderer.class);

    private final Workplace place;
    private final RenderMetrics metrics;
    private final Precision precision;
    private final ContentCodes contents;
    private final StyleCodes styles = new StyleCodes();

    public SegmentRenderer(Workplace place, RenderMetrics metrics, Precision precision) {
        this.place = place;
        this.metrics = metrics;
        this.precision = precision;
        this.contents = new ContentCodes(place.store());
    }

    @Override
    public void perform(SegmentRequested request) throws Exception {
        ObjectKey key = Layout.segment(request.edit(), request.segment());
        if (place.store().exists(key)) {
            // rendered before, by a worker that died before it could say so; this time it took nothing
            metrics.reusedSegment();
            publish(request, key, Map.of());
            return;
        }
        StageTimes times = new StageTimes();
        Path file = Files.createTempFile("vidstyle-segment-", ".mp4");
        try {
            render(request, file, times);
            place.store().put(key, file); // before the event, which says that it is there
        } finally {
            Files.deleteIfExists(file);
        }
        metrics.rendered(request.seconds().size(), times.seconds());
        publish(request, key, times.seconds());
        LOG.atInfo()
                .addKeyValue("edit", request.edit())
                .addKeyValue("segment", request.segment())
                .addKeyValue("frames", request.seconds().size())
                .addKeyValue("seconds", times.seconds())
                .log("segment rendered");
    }

    /** Renders a picture of a code of zeros. */
    public void warmUp(ModelCache.Lease model) {
        ModelBundle bundle = model.bundle();
        try (NDManager manager = bundle.newManager()) {
            var config = bundle.vidStyleOde().config();
            NDArray code = manager.zeros(new Shape(1, config.styleLayers(), config.styleWidth()));
            bundle.clip().imageFeatures(bundle.generate(code));
        }
    }

    private void render(SegmentRequested request, Path file, StageTimes times) throws Exception {
        ContentCode content = contents.of(request);
        try (ModelCache.Lease model = place.models().lease(request.model());
                NDManager manager = model.bundle().newManager()) {
            DrivenMotion motion = DrivenMotion.load(request, place.store(), manager);
            place.lane().run(() -> {
                FrameCodes codes = times.time(
                        StageTimes.DYNAMICS, () -> codes(request, model.bundle(), motion, content.toArray(manager)));
                write(request, model.bundle(), codes, file, times);
            });
        }
    }

    /** Everything that the frames have in common. */
    private FrameCodes codes(SegmentRequested request, ModelBundle model, DrivenMotion motion, NDArray content)
            throws Exception {
        NDArray style = styles.of(request, model, content);
        return new FrameCodes(model.vidStyleOde(), motion, content, style);
    }

    private void write(SegmentRequested request, ModelBundle model, FrameCodes codes, Path file, StageTimes times)
            throws Exception {
        NDManager manager = codes.content().getManager();
        List<float[]> all = times.time(StageTimes.DYNAMICS, () -> followed(request, codes));
        FramePainter painter = times.time(StageTimes.DECODE, () -> new FramePainter(model, codes, precision));
        VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, painter.size(), request.fps());
        try (writer) {
            for (int first = 0; first < all.size(); first += painter.atOnce()) {
                List<float[]> batch = all.subList(first, Math.min(all.size(), first + painter.atOnce()));
                List<RgbFrame> frames = times.time(StageTimes.DECODE, () -> painter.paint(batch, manager));
                times.time(StageTimes.ENCODE, () -> {
                    for (RgbFrame frame : frames) {
                        writer.write(frame);
                    }
                    return frames;
                });
            }
        }
    }

    /** A motion that is followed too far may grow beyond all numbers, and would give a clip of black frames: better none. */
    private static List<float[]> followed(SegmentRequested request, FrameCodes frames) throws PermanentFailure {
        List<float[]> codes;
        try {
            codes = frames.at(request.seconds());
        } catch (IllegalStateException e) { // the solver's steps became too small
            throw new PermanentFailure("the motion cannot be followed: " + e.getMessage(), e);
        }
        for (int i = 0; i < codes.size(); i++) {
            for (float value : codes.get(i)) {
                if (!Float.isFinite(value)) {
                    throw new PermanentFailure(
                            "the code at " + request.seconds().get(i) + " s holds " + value
                                    + "; expected finite numbers only: is the time too far outside the driving video?");
                }
            }
        }
        return codes;
    }

    private void publish(SegmentRequested request, ObjectKey key, Map<String, Double> stages) {
        place.publisher()
                .publish(
                        Topics.SEGMENTS_RENDERED,
                        new SegmentRendered(
                                request.edit(),
                                request.segment(),
                                key,
                                request.seconds().size(),
                                stages));
    }
}
