package farm.vidstyle.trainer.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.trainer.preparation.TestVideos;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    private static final Shape SHAPE = new Shape(1, 4, 8);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @TempDir
    Path set;

    @BeforeEach
    void aWholeSet() throws IOException {
        for (String name : List.of("a_1", "a_2", "b_1")) {
            Path folder = Files.createDirectory(set.resolve(name));
            for (int i = 0; i < 4; i++) {
                picture(folder.resolve("00" + i + ".png"), TestVideos.frame(i));
                CodeFile.write(folder.resolve("00" + i + ".pt"), manager.ones(SHAPE));
            }
            Files.writeString(folder.resolve("text_descriptions.txt"), "somebody\n");
            FolderRecord.CODES.write(folder, new CodesOrigin("demo", "1", "0".repeat(64)));
        }
        Files.writeString(set.resolve("train.txt"), "a_1\na_2\n");
        Files.writeString(set.resolve("val.txt"), "b_1\n");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aWholeSetHasNoProblems() throws IOException {
        assertThat(inspect()).isEqualTo(new Findings(3, 12, 12, 3, "48x32", "(1, 4, 8)", List.of()));
    }

    @Test
    void damagedAndMissingFramesAreNamed() throws IOException {
        Files.delete(set.resolve("a_1/001.png"));
        Files.delete(set.resolve("a_1/002.png"));
        byte[] png = Files.readAllBytes(set.resolve("a_2/001.png"));
        Files.write(set.resolve("a_2/001.png"), Arrays.copyOf(png, png.length / 2));
        picture(set.resolve("b_1/003.png"), new RgbFrame(8, 8, new byte[8 * 8 * 3], 0));
        Files.copy(set.resolve("b_1/000.png"), set.resolve("b_1/again_000.png"));
        Files.copy(set.resolve("b_1/000.png"), set.resolve("b_1/cover.png"));

        assertThat(problems())
                .contains(
                        "a_1: 001-002 missing between 000.png and 003.png",
                        "a_1/001.pt: is the code of no frame",
                        "b_1/003.png: is 8x8; most of its folder are 48x32",
                        "b_1/again_000.png: has the number of 000.png; expected one picture for each",
                        "b_1/cover.png: has no number of its own in its name; expected a name such as 000.png")
                .anyMatch(text -> text.startsWith("a_2/001.png: the picture is damaged"));
    }

    @Test
    void damagedAndMissingCodesAreNamed() throws IOException {
        Files.delete(set.resolve("a_1/001.pt"));
        Files.delete(set.resolve("a_1/003.pt"));
        Files.write(set.resolve("a_2/000.pt"), new byte[100]);
        CodeFile.write(set.resolve("a_2/001.pt"), manager.ones(SHAPE).mul(Float.NaN));
        CodeFile.write(set.resolve("a_2/002.pt"), manager.ones(new Shape(1, 4, 9)));
        FolderRecord.CODES.write(set.resolve("b_1"), new CodesOrigin("demo", "2", "1".repeat(64)));

        assertThat(problems())
                .contains(
                        "a_1: lacks the codes of 2 frames: 001, 003 (.pt); run 'dataset invert'",
                        "a_2/001.pt: holds NaN; expected finite numbers only",
                        "a_2/002.pt: is (1, 4, 9); most of its folder are (1, 4, 8)",
                        "b_1: has codes of model demo@2 (111111111111); most folders have demo@1 (000000000000)")
                .anyMatch(text -> text.startsWith("a_2/000.pt: "))
                .hasSize(5);
    }

    @Test
    void codesMayLieElsewhere() throws IOException {
        Path elsewhere = set.resolve("codes-root");
        Files.createDirectory(elsewhere);
        for (String name : List.of("a_1", "a_2", "b_1")) {
            Files.createDirectory(elsewhere.resolve(name));
            for (int i = 0; i < 4; i++) {
                Files.move(set.resolve(name + "/00" + i + ".pt"), elsewhere.resolve(name + "/00" + i + ".pt"));
            }
        }
        Path moved = set.resolveSibling(set.getFileName() + "-codes");
        Files.move(elsewhere, moved);

        Findings findings = new Inspection(new InspectionOrder(set, moved, List.of(), false)).run(crew());

        assertThat(findings.codes()).isEqualTo(12);
        assertThat(findings.problems()).isEmpty();
    }

    @Test
    void descriptionsAreMissedWhereOthersHaveThem() throws IOException {
        Files.delete(set.resolve("a_2/text_descriptions.txt"));
        Files.writeString(set.resolve("b_1/text_descriptions.txt"), "\nlater\n");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "a_2/text_descriptions.txt: is missing; expected a sentence that describes the video",
                        "b_1/text_descriptions.txt: has an empty first line; expected a sentence that describes the video");
    }

    @Test
    void listsAreReadLetterByLetter() throws IOException {
        Files.writeString(set.resolve("train.txt"), "a_1\r\na_3\na_1\n\n../a_2");
        Files.writeString(set.resolve("val.txt"), "b_1\na_1\n");

        assertThat(problems())
                .contains(
                        "train.txt: has carriage returns; expected lines that end in a line feed alone",
                        "train.txt:3: names 'a_1' again, after train.txt:1",
                        "train.txt:4: is ''; expected a name without blanks around it",
                        "val.txt:2: names 'a_1' again, after train.txt:1")
                .anyMatch(text -> text.startsWith("train.txt: ends without a line feed"))
                .anyMatch(text -> text.startsWith("train.txt:2: names 'a_3', which is no folder with frames in "))
                .anyMatch(text -> text.startsWith("train.txt:5: names '../a_2', which is no folder"));
    }

    @Test
    void aFolderWithoutFramesAndASetWithoutFoldersAreSaid() throws IOException {
        Files.createDirectory(set.resolve("empty"));

        assertThat(problems()).contains("empty: has 0 frames; expected at least 2, as NNN.png");
        Path nothing = Files.createDirectory(set.resolve(".nothing"));
        assertThatThrownBy(() -> new Inspection(new InspectionOrder(nothing, nothing, List.of(), false)).run(crew()))
                .hasMessageContaining("has no folders");
    }

    private List<String> problems() throws IOException {
        return inspect().problems().stream().map(Object::toString).toList();
    }

    private Findings inspect() throws IOException {
        List<Path> lists = List.of(set.resolve("train.txt"), set.resolve("val.txt"));
        return new Inspection(new InspectionOrder(set, set, lists, false)).run(crew());
    }

    private static Crew crew() {
        return new Crew(2, (done, total, item) -> {});
    }

    private static void picture(Path file, RgbFrame frame) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            StillImage.writePng(frame, out);
        }
    }
}
