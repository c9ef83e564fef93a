package farm.vidstyle.local;

import farm.vidstyle.local.cli.BenchCommand;
import farm.vidstyle.local.cli.DemoCommand;
import farm.vidstyle.local.cli.EvaluateCommand;
import farm.vidstyle.local.cli.EventsCommand;
import farm.vidstyle.local.cli.GetCommand;
import farm.vidstyle.local.cli.ServiceCommand;
import farm.vidstyle.local.cli.StatusCommand;
import farm.vidstyle.local.cli.SubmitCommand;
import farm.vidstyle.local.cli.TrainCommand;
import farm.vidstyle.local.cli.UpCommand;
import farm.vidstyle.local.cli.dataset.DatasetCommand;
import farm.vidstyle.local.cli.model.ModelCommand;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "vidstyle",
        description = "A streaming render farm: whose content, whose motion, which style, which times.",
        mixinStandardHelpOptions = true,
        version = "vidstyle-farm 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            GetCommand.class,
            EvaluateCommand.class,
            EventsCommand.class,
            DatasetCommand.class,
            ModelCommand.class,
            TrainCommand.class,
            ServiceCommand.class,
            BenchCommand.class
        })
public final class Vidstyle {
    private Vidstyle() {}

    public static void main(String[] args) {
        chooseLogging(args);
        int status = commandLine().execute(args);
        if (status != UpCommand.ENDED_BY_SIGNAL) { // else the shutdown hook ends the process, with its own status
            exitAfterThisThread(status);
        }
    }

    /** A service's shutdown hook waits for the main thread: were it to exit itself, both would wait for each other. */
    private static void exitAfterThisThread(int status) {
        Thread main = Thread.currentThread();
        Thread exit = new Thread(
                () -> {
                    try {
                        main.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // nobody does; exit all the same
                    }
                    System.exit(status);
                },
                "exit");
        exit.start();
    }

    /** The commands, ready to run. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Vidstyle());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("vidstyle: " + oneLine(failure));
            if (Boolean.getBoolean("vidstyle.stacktrace")) {
                failure.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** A service in a container logs to standard output; everything else keeps the terminal for its own words. */
    private static void chooseLogging(String[] args) {
        boolean service = Arrays.asList(args).contains("service");
        System.setProperty("logback.configurationFile", service ? "logback-service.xml" : "logback-terminal.xml");
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.toString() : message;
        return text.replaceAll("\\s*\\R\\s*", "; ");
    }
}
