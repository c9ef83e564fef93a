package farm.vidstyle.inversion;

import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.WorkLoop;
import farm.vidstyle.worker.service.WorkerService;
import farm.vidstyle.worker.service.Workplace;

/** The running inversion worker. Closing it drains: the chunk at hand is finished. */
public final class InversionService implements WorkerService {
    private final WorkLoop<FramesExtracted> loop;

    private InversionService(WorkLoop<FramesExtracted> loop) {
        this.loop = loop;
    }

    /** Warms the configured models up, then starts working. */
    public static InversionService start(InversionConfig config, Workplace place) {
        Inverter inverter = new Inverter(place, new InversionMetrics(place.meters()));
        place.warmUp(config.worker().warmModels(), inverter::warmUp);
        return new InversionService(WorkLoop.start(
                Topics.FRAMES_EXTRACTED, inverter, config.work(), place.kafka(), place.publisher(), place.meters()));
    }

    @Override
    public boolean running() {
        return loop.running();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public void close() {
        loop.close();
    }
}
