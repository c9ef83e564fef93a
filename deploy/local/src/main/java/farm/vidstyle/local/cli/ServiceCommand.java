package farm.vidstyle.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one service, configured by the environment, exactly as its container does. */
@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description = "Run one service, configured by the environment (see README.md).")
public final class ServiceCommand implements Callable<Integer> {
    /** What can be run. */
    enum Service {
        ingest {
            @Override
            void run() {
                farm.vidstyle.ingest.Main.main(new String[0]);
            }
        },
        inversion {
            @Override
            void run() {
                farm.vidstyle.inversion.Main.main(new String[0]);
            }
        },
        render {
            @Override
            void run() {
                farm.vidstyle.render.Main.main(new String[0]);
            }
        };

        abstract void run();
    }

    @Parameters(paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private Service service = Service.ingest;

    @Override
    public Integer call() {
        service.run();
        return UpCommand.ENDED_BY_SIGNAL;
    }
}
