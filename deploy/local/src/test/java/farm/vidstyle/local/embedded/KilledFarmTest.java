package farm.vidstyle.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Times;
import farm.vidstyle.farm.event.EditState;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.local.Vidstyle;
import farm.vidstyle.local.client.EditView;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.demo.Samples;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise that a killed process loses no accepted work, seen from outside. */
class KilledFarmTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Process farm;

    @AfterEach
    void stop() {
        farm.destroyForcibly();
    }

    @Test
    void aFarmKilledWhileRenderingFinishesTheClipAfterItsRestart() throws Exception {
        int port = freePort();
        FarmClient client = new FarmClient(URI.create("http://localhost:" + port));
        start(port);
        VideoId video = client.upload(Samples.render(folder).get(0), "demo");
        Edit edit =
                new Edit(new Content(video, null), null, null, new Times(200.0, null, null, null, null), null, null);
        EditId id = client.submit(edit, "once");
        await("rendering").atMost(PATIENCE).until(() -> client.status(id).framesDone() > 0);

        farm.destroyForcibly().waitFor();
        start(port);

        EditView end = client.follow(id, status -> {});
        assertThat(end.state()).isEqualTo(EditState.SUCCEEDED);
        Path clip = folder.resolve("clip.mp4");
        client.clip(id, clip);
        assertThat(VideoProbe.probe(clip, Limits.DEFAULT).frames()).isEqualTo(800);
        assertThat(client.edits()).as("edits").hasSize(1);
        farm.destroy();
        assertThat(farm.waitFor(60, TimeUnit.SECONDS)).as("ends when asked").isTrue();
    }

    @Test
    void aFarmThatCannotStartEndsAndSaysWhy() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("data"), "a file is in the way");
        Path output = folder.resolve("farm.out");

        launch(0, output);

        assertThat(farm.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(farm.exitValue()).isEqualTo(1);
        assertThat(read(output)).contains("vidstyle: ").contains(notAFolder.toString());
    }

    /** The launcher's {@code up}, in a process of its own; returns once it says that it is up. */
    private void start(int port) throws IOException {
        Path output = Files.createTempFile(folder, "farm", ".out");
        launch(port, output);
        await("the farm is up").atMost(PATIENCE).until(() -> {
            assertThat(farm.isAlive()).as(() -> "farm says: " + read(output)).isTrue();
            return read(output).contains("the farm is up");
        });
    }

    private void launch(int port, Path output) throws IOException {
        farm = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Vidstyle.class.getName(),
                        "up",
                        "--data=" + folder.resolve("data"),
                        "--port=" + port,
                        "--kafka-port=0",
                        "--management-port=0"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
