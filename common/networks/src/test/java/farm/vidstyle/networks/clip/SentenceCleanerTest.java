package farm.vidstyle.networks.clip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ftfy 6.3.1 and two rounds of {@code html.unescape} make of rare characters; the golden captions have the common ones. */
class SentenceCleanerTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "it\u0092s red,it's red",
                "a \u0093big\u0094 hat,a \"big\" hat",
                "wait\u0085,wait\u2026",
                "fa\ufb05en,fa\u017ften",
                "\ufb01ne \ufb03ne,fine ffine",
                "it&#146;s,it's"
            })
    void cleansAs(String sentence, String cleaned) {
        assertThat(SentenceCleaner.clean(sentence)).isEqualTo(cleaned);
    }
}
