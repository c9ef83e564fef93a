package farm.vidstyle.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.networks.testing.OfficialFiles;
import farm.vidstyle.networks.testing.OfficialSizes;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Weights of the official sizes and layouts through the commands that README.md shows, and a clip of 1024x1024 out of a farm in a
 * process of its own, whose memory is measured. Takes minutes, 3 GB of memory and 10 GB of disk: only in the profile {@code full-size}.
 */
@Tag("full-size")
class FullSizeIT {
    private static final long MOST_KILOBYTES = 6_000_000;
    private static final int FRAMES = 8;
    private static final int FPS = 25;

    @TempDir
    private Path folder;

    private Process farm;

    @AfterEach
    void stop() {
        if (farm != null) {
            farm.destroyForcibly();
        }
    }

    @Test
    void officialWeightsRenderAClipOf1024PixelsInLessThanSixGigabytes() throws Exception {
        Path official = folder.resolve("official");
        OfficialFiles.write(OfficialSizes.RAVDESS, official, 1);
        Path bundle = folder.resolve("faces");
        run(
                "model import --config " + official.resolve(OfficialFiles.CONFIG),
                "--vidstyleode " + official.resolve(OfficialFiles.CHECKPOINT),
                "--inversion " + official.resolve(OfficialFiles.PSP),
                "--clip " + official.resolve(OfficialFiles.CLIP),
                "--vocabulary " + official.resolve(OfficialFiles.VOCABULARY),
                "--name faces --version 1.0 --licence CC0 --out " + bundle);
        run("model verify " + bundle);
        Path data = folder.resolve("data");
        String address = startFarm(data);
        run("model push " + bundle + " --data " + data);
        Path clip = folder.resolve("clip.mp4");

        run("submit " + film() + " --farm " + address + " --model faces --times fps=50 --out " + clip);

        VideoInfo info = VideoProbe.probe(clip, Limits.DEFAULT);
        assertThat(info.size()).isEqualTo(new PictureSize(1024, 1024));
        assertThat(info.frames()).isEqualTo(2 * FRAMES);
        long peak = peakKilobytes(farm);
        System.out.println("full size: the farm's process took at most " + peak / 1000 + " MB");
        assertThat(peak).as("peak of the farm's memory, in kB").isLessThan(MOST_KILOBYTES);
    }

    /** Says what it does, since it takes minutes. */
    private static void run(String... command) {
        String line = String.join(" ", command);
        System.out.println("full size: ./vidstyle " + line);
        long start = System.nanoTime();
        StringWriter err = new StringWriter();
        CommandLine commands = Vidstyle.commandLine();
        commands.setOut(new PrintWriter(System.out, true, UTF_8));
        commands.setErr(new PrintWriter(err, true));
        int status = commands.execute(line.split(" ", -1));
        System.out.printf("full size: took %.1f s%n", (System.nanoTime() - start) / 1e9);
        assertThat(status).as(() -> line + " says: " + err).isZero();
    }

    private String startFarm(Path data) throws IOException {
        Path output = folder.resolve("farm.out");
        int port = freePort();
        ProcessBuilder up = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx640m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Vidstyle.class.getName(),
                        "up",
                        "--data=" + data,
                        "--port=" + port,
                        "--kafka-port=0",
                        "--management-port=0"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        up.environment().put("MALLOC_ARENA_MAX", "2"); // as the launcher script does
        farm = up.start();
        await("the farm is up").atMost(Duration.ofMinutes(3)).until(() -> {
            assertThat(farm.isAlive()).as(() -> "farm says: " + read(output)).isTrue();
            return read(output).contains("the farm is up");
        });
        return "http://localhost:" + port;
    }

    /** A bright disc that moves over a coloured ground. */
    private Path film() throws IOException {
        Path film = folder.resolve("film.mp4");
        int side = OfficialSizes.RAVDESS.frames().width();
        try (VideoWriter writer = VideoWriter.open(film, VideoFormat.H264_MP4, new PictureSize(side, side), FPS)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                writer.write(picture(side, frame));
            }
        }
        return film;
    }

    private static RgbFrame picture(int side, int frame) {
        byte[] rgb = new byte[side * side * RgbFrame.CHANNELS];
        for (int pixel = 0; pixel < side * side; pixel++) {
            int x = pixel % side;
            int y = pixel / side;
            boolean disc = Math.hypot(x - side / 3.0 - 4 * frame, y - side / 2.0) < side / 4.0;
            rgb[pixel * RgbFrame.CHANNELS] = (byte) (disc ? 230 : x / 2);
            rgb[pixel * RgbFrame.CHANNELS + 1] = (byte) (disc ? 180 : y / 2);
            rgb[pixel * RgbFrame.CHANNELS + 2] = (byte) (disc ? 150 : 90);
        }
        return new RgbFrame(side, side, rgb, frame / (double) FPS);
    }

    private static long peakKilobytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
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
