package farm.vidstyle.render;

import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.WorkLoop;
import farm.vidstyle.render.motion.MotionEncoder;
import farm.vidstyle.render.rendering.SegmentRenderer;
import farm.vidstyle.worker.service.WorkerService;
import farm.vidstyle.worker.service.Workplace;

/** The running render worker, one loop for each of its two kinds of work. Closing it drains: items at hand are finished. */
public final class RenderService implements WorkerService {
    private final WorkLoop<MotionRequested> motion;
    private final WorkLoop<SegmentRequested> segments;

    private RenderService(WorkLoop<MotionRequested> motion, WorkLoop<SegmentRequested> segments) {
        this.motion = motion;
        this.segments = segments;
    }

    /** Warms the configured models up, then starts working. */
    public static RenderService start(RenderConfig config, Workplace place) {
        RenderMetrics metrics = new RenderMetrics(place.meters());
        MotionEncoder encoder = new MotionEncoder(place, metrics);
        SegmentRenderer renderer = new SegmentRenderer(place, metrics, config.decoder());
        place.warmUp(config.worker().warmModels(), renderer::warmUp);
        WorkLoop<MotionRequested> motion = WorkLoop.start(
                Topics.MOTION_REQUESTED, encoder, config.motion(), place.kafka(), place.publisher(), place.meters());
        try {
            return new RenderService(
                    motion,
                    WorkLoop.start(
                            Topics.SEGMENTS_REQUESTED,
                            renderer,
                            config.segments(),
                            place.kafka(),
                            place.publisher(),
                            place.meters()));
        } catch (RuntimeException e) {
            motion.close();
            throw e;
        }
    }

    @Override
    public boolean running() {
        return motion.running() && segments.running();
    }

    @Override
    public void stop() {
        motion.stop();
        segments.stop();
    }

    @Override
    public void close() {
        stop(); // both together, so that closing takes the longer of the two, not their sum
        motion.close();
        segments.close();
    }
}
