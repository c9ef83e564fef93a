package farm.vidstyle.inversion;

import farm.vidstyle.worker.service.WorkerProcess;

/** The inversion worker as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        InversionConfig config = InversionConfig.from(System.getenv());
        WorkerProcess.run("inversion-worker", config.worker(), place -> InversionService.start(config, place));
    }
}
