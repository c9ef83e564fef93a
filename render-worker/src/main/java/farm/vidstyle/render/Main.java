package farm.vidstyle.render;

import farm.vidstyle.worker.service.WorkerProcess;

/** The render worker as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        RenderConfig config = RenderConfig.from(System.getenv());
        WorkerProcess.run("render-worker", config.worker(), place -> RenderService.start(config, place));
    }
}
