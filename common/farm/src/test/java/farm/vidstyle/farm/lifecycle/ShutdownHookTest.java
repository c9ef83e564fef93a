package farm.vidstyle.farm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {
    @Test
    void aProcessThatIsAskedToEndClosesWhatItOpened() throws Exception {
        Process process = launch("waits");
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open");

            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the stream as well

            assertThat(said.readLine()).isEqualTo("closed");
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void aProcessThatEndsByItselfKeepsItsExitStatus() throws Exception {
        Process process = launch("ends");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Process launch(String argument) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A service in small. */
    static final class Service {
        private Service() {}

        public static void main(String[] args) {
            ShutdownHook shutdown = ShutdownHook.install();
            System.out.println("open");
            if (args[0].equals("waits")) {
                shutdown.await();
            }
            System.out.println("closed");
        }
    }
}
