package farm.vidstyle.local.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.local.Vidstyle;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.embedded.EmbeddedFarm;
import farm.vidstyle.local.embedded.FarmPorts;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.trainer.demo.DemoBundle;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A training set from videos to a clean bill of health, through the commands, with a real farm. */
class DatasetTest {
    private static final Path PYTHON =
            Path.of("/usr/bin/python3"); // Debian's own: where it has torch, it has python3-torch
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final int FRAMES = 18; // two chunks

    @TempDir
    static Path folder;

    private static EmbeddedFarm farm;

    @TempDir
    Path set;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void videosAndAFarm() throws IOException {
        for (String name : List.of("Actor_01/Video_1", "Actor_01/Video_2", "Actor_02/Video_1")) {
            Path file = folder.resolve("videos").resolve(name + ".mp4");
            Files.createDirectories(file.getParent());
            try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, SIZE, 25)) {
                for (int i = 0; i < FRAMES; i++) {
                    writer.write(frame(i + name.hashCode() % 50));
                }
            }
        }
        farm = EmbeddedFarm.start(folder.resolve("farm"), FarmPorts.ANY, Map.of());
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @BeforeEach
    void extract() {
        assertThat(run("extract", folder.resolve("videos"), set, "--size", "64x64"))
                .as("extract: " + err)
                .isZero();
    }

    @Test
    void videosBecomeAWholeTrainingSet() throws Exception {
        assertThat(run("check", set)).isEqualTo(1);
        assertThat(err.toString()).contains("Actor_02_Video_1: lacks the codes of 18 frames: 000-017");
        err.getBuffer().setLength(0);

        assertThat(run("invert", set, "--farm", farm.address()))
                .as(err.toString())
                .isZero();
        assertThat(run("split", set, "--validation", 0.3, "--by", "Actor_\\d+"))
                .as(err.toString())
                .isZero();
        assertThat(run("check", set)).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("3 folders made with 54 frames, 0 kept")
                .contains("inverting 100 % (54/54 frames)")
                .contains("54 codes made, 0 kept, model demo@")
                .containsPattern(
                        "3 folders, 54 frames of 64x64, 54 codes \\(1, \\d+, \\d+\\), 0 descriptions: nothing is wrong");
        assertThat(Files.readString(set.resolve("train.txt")) + Files.readString(set.resolve("val.txt")))
                .contains("Actor_01_Video_1\nActor_01_Video_2\n")
                .contains("Actor_02_Video_1\n");
        assertCodesAreThoseOfThePixelsOnDisk();
        assertTorchOpensThem();
    }

    @Test
    void codesThatAreThereAreNotMadeAgain() throws IOException {
        Crew killed = new Crew(1, (done, total, item) -> {
            throw new IllegalStateException("killed after " + item);
        });
        assertThatThrownBy(() -> inversion(false).run(killed, scratch())).hasMessageStartingWith("killed after");
        Path first = set.resolve("Actor_01_Video_1/000.pt");
        Object before = Files.getLastModifiedTime(first);

        InversionReport again = inversion(false).run(crew(), scratch());
        Files.delete(set.resolve("Actor_01_Video_2/007.pt"));
        InversionReport third = inversion(false).run(crew(), scratch());

        assertThat(again.kept()).isPositive();
        assertThat(again.kept() + again.made()).isEqualTo(54);
        assertThat(third.made()).as("the one that was lost").isEqualTo(1);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
    }

    @Test
    void codesOfTwoModelsAreNotMixed() throws IOException {
        Path codes = set.resolve("Actor_01_Video_1");
        inversion(false).run(crew(), scratch());
        FolderRecord.CODES.write(codes, new CodesOrigin("other", "3", "0".repeat(64)));
        Files.delete(set.resolve("Actor_02_Video_1/codes.json"));
        Files.delete(set.resolve("Actor_02_Video_1/003.pt"));

        InversionReport refused = inversion(false).run(crew(), scratch());
        InversionReport replaced = inversion(true).run(crew(), scratch());

        assertThat(refused.made()).isZero();
        assertThat(refused.problems())
                .extracting(Object::toString)
                .anyMatch(text -> text.startsWith("Actor_01_Video_1: has 18 codes of other@3"))
                .anyMatch(text -> text.startsWith("Actor_02_Video_1: has 17 codes of an unknown model; wanted are"));
        assertThat(replaced.made()).isEqualTo(36);
        assertThat(replaced.problems()).isEmpty();
    }

    @Test
    void whatIsWrongWithOneFolderLeavesTheOthersAlone() throws IOException {
        Files.writeString(set.resolve("Actor_01_Video_1/004.png"), "no picture");
        Files.createDirectory(set.resolve("empty"));

        assertThat(run("invert", set, "--farm", farm.address())).isEqualTo(1);

        assertThat(err.toString())
                .contains("Actor_01_Video_1/004.png: the file is not a picture")
                .contains("empty: has no frames; expected NNN.png");
        assertThat(out.toString()).contains("36 codes made");
        assertThat(set.resolve("Actor_02_Video_1/017.pt")).exists();
    }

    @Test
    void errorsAreOneLine() {
        assertThat(run("invert", set, "--farm", farm.address(), "--model", "nobody"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the farm has no model 'nobody'; it has [demo@");
        assertThat(run("invert", set, "--farm", "http://localhost:1")).isEqualTo(1);
        assertThat(err.toString()).contains("no farm answers at http://localhost:1");
        assertThat(run("invert", folder.resolve("nowhere"))).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere' is no folder");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(err.toString().lines()).hasSize(3);
    }

    @Test
    void aFarmOfItsOwnLeavesNothingButCodes() throws IOException {
        Path bundle = folder.resolve("own-bundle");
        DemoBundle.extract(bundle);
        Files.writeString(
                bundle.resolve("bundle.yaml"),
                Files.readString(bundle.resolve("bundle.yaml")).replaceFirst("name: demo", "name: mine"));

        assertThat(run("invert", set, "--codes", folder.resolve("elsewhere"), "--bundle", bundle))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("54 codes made, 0 kept, model mine@");
        assertThat(folder.resolve("elsewhere/Actor_02_Video_1/017.pt")).exists();
        assertThat(set.resolve("Actor_02_Video_1/017.pt")).doesNotExist();
        try (Stream<Path> left = Files.walk(folder.resolve("elsewhere/.preparation"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .allMatch(file -> file.endsWith("lock") || file.endsWith("vidstyle.log"));
        }
    }

    private Inversion inversion(boolean overwrite) {
        return new Inversion(
                new FarmClient(farm.address()), new InversionOrder(set, set, "demo", overwrite), video -> {});
    }

    private static Crew crew() {
        return new Crew(2, (done, total, item) -> {});
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(set.resolve(".films"));
    }

    private void assertCodesAreThoseOfThePixelsOnDisk() throws IOException {
        Path bundle = folder.resolve("bundle");
        DemoBundle.extract(bundle);
        try (ModelBundle model = ModelBundle.open(bundle);
                NDManager manager = model.newManager()) {
            List<byte[]> pixels = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                try (InputStream png = Files.newInputStream(picture(i, "png"))) {
                    pixels.add(StillImage.read(png, Limits.NONE).rgb());
                }
            }
            NDArray direct = model.invert(Pixels.signed(Pixels.unit(manager, pixels, 64, 64)));
            for (int i = 0; i < FRAMES; i++) {
                assertThat(CodeFile.read(manager, picture(i, "pt")))
                        .as("frame " + i)
                        .isEqualTo(direct.get(i + ":" + (i + 1)));
            }
        }
    }

    private void assertTorchOpensThem() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON) && python("import torch"), "Debian's python3-torch is not installed");

        assertThat(python(
                        "import torch, sys; w = torch.load(sys.argv[1]); assert w.dim() == 3 and w.shape[0] == 1, w.shape; "
                                + "assert w.dtype == torch.float32 and torch.isfinite(w).all()"))
                .isTrue();
    }

    private boolean python(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PYTHON.toString(), "-c", script, picture(0, "pt").toString())
                .inheritIO()
                .start();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    private Path picture(int number, String ending) {
        return set.resolve(String.format(java.util.Locale.ROOT, "Actor_02_Video_1/%03d.%s", number, ending));
    }

    private int run(Object... arguments) {
        CommandLine line = Vidstyle.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> words = new ArrayList<>(List.of("dataset"));
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return line.execute(words.toArray(String[]::new));
    }

    /** A picture of which no two are alike. */
    private static RgbFrame frame(int index) {
        byte[] rgb = new byte[SIZE.width() * SIZE.height() * RgbFrame.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / RgbFrame.CHANNELS;
            rgb[i] = (byte) (pixel % SIZE.width() * 2 + pixel / SIZE.width() + index * 3);
        }
        return new RgbFrame(SIZE.width(), SIZE.height(), rgb, 0);
    }
}
