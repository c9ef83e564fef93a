package farm.vidstyle.trainer.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFolderTest {
    @TempDir
    Path folder;

    @Test
    void numbersAreReadAsTheReferenceReadsThem() throws IOException {
        for (String name : List.of(
                "000.png",
                "1000.png",
                "clip2_frame007.PNG",
                "x_12b.jpg",
                "cover.png",
                "a_1-2.png",
                "000.pt",
                "frames.json")) {
            Files.createFile(folder.resolve(name));
        }

        FrameFolder read = FrameFolder.read(folder);

        assertThat(read.frames()).extracting(FrameFolder.Frame::number).containsExactly(0, 7, 12, 1000);
        assertThat(read.frames().get(1).code(folder)).isEqualTo(folder.resolve("clip2_frame007.pt"));
        assertThat(read.unnumbered())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("a_1-2.png", "cover.png");
    }

    @Test
    void aCodeComesBackAsItWasWritten() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray codes = manager.arange(24f).reshape(2, 3, 4);
            Path file = folder.resolve("000.pt");

            CodeFile.write(file, codes.get(1));

            assertThat(CodeFile.read(manager, file)).isEqualTo(codes.get("1:2"));
            assertThat(folder).isDirectoryNotContaining("glob:**.part");
        }
    }

    @Test
    void whatIsNoCodeIsRefused() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Path clip = folder.resolve("clip.pt");
            TorchWriter.write(clip, manager.ones(new Shape(2, 3, 4)));
            Path weights = folder.resolve("weights.pt");
            TorchWriter.write(weights, Map.of("a", manager.ones(new Shape(3, 4))));

            assertThatThrownBy(() -> CodeFile.read(manager, clip)).hasMessageContaining("expected (1, L, S)");
            assertThatThrownBy(() -> CodeFile.read(manager, weights)).hasMessageContaining("expected a tensor");
        }
    }

    @Test
    void recordsSurviveAndDamageIsSaid() throws IOException {
        CodesOrigin origin = new CodesOrigin("demo", "1", "ab".repeat(32));

        FolderRecord.CODES.write(folder, origin);

        assertThat(FolderRecord.CODES.read(folder)).contains(origin);
        assertThat(FolderRecord.FRAMES.read(folder)).isEmpty();
        Files.writeString(folder.resolve("codes.json"), "{\"model\": \"demo\"");
        assertThatThrownBy(() -> FolderRecord.CODES.read(folder)).hasMessageContaining("codes.json is damaged");
    }
}
