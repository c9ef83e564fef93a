package farm.vidstyle.networks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.clip.ClipConfig.Text;
import farm.vidstyle.networks.clip.ClipConfig.Tower;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    private static final int MERGES = 4;
    private static final Text SMALL = new Text(new Tower(8, 1, 1), 7, 514 + MERGES);
    private static final int MERGED = 512;
    private static final int START = MERGED + MERGES;
    private static final int END = START + 1;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeVocabulary() throws IOException {
        file = folder.resolve("small.txt");
        Files.writeString(file, "a heading\nh e\nl l\nhe ll\nhell o</w>\nunused merge\n");
    }

    @Test
    void wordsAreMergedInTheOrderOfTheVocabulary() throws IOException {
        Tokenizer tokenizer = Tokenizer.open(file, SMALL);

        assertThat(tokenizer.encode("Hello")).containsExactly(START, MERGED + 3, END);
        assertThat(tokenizer.encode("hell")).containsExactly(START, MERGED, id('l'), 256 + id('l'), END);
        assertThat(tokenizer.encode(" \n ")).containsExactly(START, END);
    }

    @Test
    void compressedVocabulariesAreTheSame() throws IOException {
        Path zipped = folder.resolve("small.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readString(file).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Tokenizer.open(zipped, SMALL).encode("hello 1"))
                .isEqualTo(Tokenizer.open(file, SMALL).encode("hello 1"));
    }

    @Test
    void sentencesAreFilledUpToTheContext() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            var ids = Tokenizer.open(file, SMALL).tokenize(manager, List.of("hello", "hello hello"));

            assertThat(ids.toLongArray()).containsExactly(START, 515, END, 0, 0, 0, 0, START, 515, 515, END, 0, 0, 0);
        }
    }

    @Test
    void longSentencesAreRefusedOrCut() throws IOException {
        Tokenizer tokenizer = Tokenizer.open(file, SMALL);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertThatThrownBy(() -> tokenizer.tokenize(manager, List.of("hello hello hello hello hello hello")))
                    .hasMessageContaining("has 8 tokens with start and end; the model reads 7");
        }
        assertThat(tokenizer.truncate("hello hello hello hello hello hello"))
                .containsExactly(START, 515, 515, 515, 515, 515, END);
        assertThatThrownBy(() -> tokenizer.encode("x".repeat(20_000))).hasMessageContaining("20000 letters");
    }

    @Test
    void shortVocabulariesAreRefused() {
        assertThatThrownBy(() -> Tokenizer.open(file, new Text(new Tower(8, 1, 1), 7, 600)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("small.txt has no merge of two symbols in line 7")
                .hasMessageContaining("needs 86 merges");
    }

    /** Printing bytes come first, from the exclamation mark. */
    private static int id(char letter) {
        return letter - '!';
    }
}
