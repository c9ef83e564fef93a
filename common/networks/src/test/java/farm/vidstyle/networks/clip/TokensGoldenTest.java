package farm.vidstyle.networks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.clip.ClipConfig.Text;
import farm.vidstyle.networks.clip.ClipConfig.Tower;
import farm.vidstyle.networks.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The genuine vocabulary is not part of the project: the ids are checked where {@code clip.vocabulary} names it or it lies beside {@code golden.dir}. */
class TokensGoldenTest {
    private static final String NAME = "bpe_simple_vocab_16e6.txt.gz";

    static Stream<JsonNode> captions() {
        List<JsonNode> captions = new ArrayList<>();
        Golden.folder("08_clip").json("tokens.json").forEach(captions::add);
        return captions.stream();
    }

    @ParameterizedTest
    @MethodSource("captions")
    void sentencesAreCleanedAsInTheReference(JsonNode caption) {
        assertThat(SentenceCleaner.clean(caption.get("text").asText()))
                .isEqualTo(caption.get("cleaned").asText());
    }

    @ParameterizedTest
    @MethodSource("captions")
    void idsEqualTheReference(JsonNode caption) throws IOException {
        Tokenizer tokenizer = Tokenizer.open(vocabulary(), new Text(new Tower(64, 1, 1), 77, 49408));
        String text = caption.get("text").asText();

        assertThat(tokenizer.encode(text)).isEqualTo(integers(caption.get("ids")));
        if (!caption.get("truncated77").isNull()) {
            assertThat(tokenizer.truncate(text)).isEqualTo(integers(caption.get("truncated77")));
        }
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            if (caption.get("tokenize").asText().equals("ok")) {
                assertThat(tokenizer.tokenize(manager, List.of(text)).getShape().get(1))
                        .isEqualTo(77);
            } else {
                assertThatThrownBy(() -> tokenizer.tokenize(manager, List.of(text)))
                        .hasMessageContaining("the model reads 77");
            }
        }
    }

    private static List<Integer> integers(JsonNode array) {
        List<Integer> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asInt()));
        return values;
    }

    private static Path vocabulary() {
        Optional<Path> found = Stream.of(
                        System.getProperty("clip.vocabulary", ""),
                        System.getProperty("golden.dir", "") + "/../reference/" + NAME)
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(found.isPresent(), "the genuine vocabulary " + NAME + " is absent; name it with -Dclip.vocabulary");
        return found.orElseThrow();
    }
}
