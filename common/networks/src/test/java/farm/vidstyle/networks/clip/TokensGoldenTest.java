package farm.vidstyle.networks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.clip.ClipConfig.Text;
import farm.vidstyle.networks.clip.ClipConfig.Tower;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.golden.GoldenReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The genuine vocabulary is not part of the project: the ids are checked where {@code clip.vocabulary} names it or it lies beside {@code golden.dir}. */
class TokensGoldenTest {
    private static final String NAME = "bpe_simple_vocab_16e6.txt.gz";

    private final Golden golden = Golden.folder("08_clip");
    private final JsonNode captions = golden.json("tokens.json");

    @Test
    void sentencesAreCleanedAsInTheReference() {
        golden.eachOf(sentences(), i -> {
            JsonNode caption = caption(i);

            assertThat(SentenceCleaner.clean(caption.get("text").asText()))
                    .isEqualTo(caption.get("cleaned").asText());
        });
        GoldenReport.OF_THIS_RUN.note("08_clip/tokens.json: " + sentences().size() + " sentences cleaned exactly");
    }

    @Test
    void idsEqualTheReference() throws IOException {
        int context = golden.meta().get("context").asInt();
        Tokenizer tokenizer = Tokenizer.open(
                vocabulary(),
                new Text(
                        new Tower(64, 1, 1), context, golden.meta().get("vocab").asInt()));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            golden.eachOf(sentences(), i -> check(tokenizer, caption(i), manager, context));
        }
        GoldenReport.OF_THIS_RUN.note(
                "08_clip/tokens.json: ids of " + sentences().size() + " sentences exact");
    }

    private static void check(Tokenizer tokenizer, JsonNode caption, NDManager manager, int context) {
        String text = caption.get("text").asText();
        assertThat(tokenizer.encode(text)).isEqualTo(integers(caption.get("ids")));
        if (!caption.path("truncated77").isEmpty()) {
            assertThat(tokenizer.truncate(text)).isEqualTo(integers(caption.get("truncated77")));
        }
        if (caption.get("tokenize").asText().equals("ok")) {
            assertThat(tokenizer.tokenize(manager, List.of(text)).getShape().get(1))
                    .isEqualTo(context);
        } else {
            assertThatThrownBy(() -> tokenizer.tokenize(manager, List.of(text)))
                    .hasMessageContaining("the model reads " + context);
        }
    }

    private JsonNode caption(String index) {
        return captions.get(Integer.parseInt(index));
    }

    private List<String> sentences() {
        return IntStream.range(0, captions.size()).mapToObj(Integer::toString).toList();
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
        if (found.isEmpty()) {
            GoldenReport.OF_THIS_RUN.note("08_clip/tokens.json: ids not compared, no -Dclip.vocabulary=" + NAME);
        }
        assumeTrue(found.isPresent(), "the genuine vocabulary " + NAME + " is absent; name it with -Dclip.vocabulary");
        return found.orElseThrow();
    }
}
