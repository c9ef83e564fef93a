package farm.vidstyle.farm.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own, to be killed. */
final class BrokerProcess {
    private static final String STARTED = "started";

    private BrokerProcess() {}

    /** Returns once the broker serves. */
    static Process launch(Path data, int port) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        data.toString(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.inputReader().lines().noneMatch(STARTED::equals)) {
            throw new IOException("broker ended before it had started");
        }
        return process;
    }

    @SuppressWarnings("try") // the broker is never closed: that is what it is for
    public static void main(String[] args) {
        EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        System.out.println(STARTED);
    }
}
