package farm.vidstyle.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CaptionsTest {

    @Test
    void aCaptionNamesTheLooksItIsAskedFor() {
        SplittableRandom random = new SplittableRandom(1);
        HeadAppearance person = HeadAppearance.draw(random);

        String caption = Captions.of(person, List.of(Attribute.HAIR, Attribute.SHIRT), random);

        assertThat(caption)
                .contains(person.look(Attribute.HAIR).phrase())
                .contains(person.look(Attribute.SHIRT).phrase());
    }

    @Test
    void frequentWordsBecomeSingleTokens() {
        List<String> lines = BytePairs.learn(List.of("red hair", "red hat", "red hair"), 100);

        assertThat(lines.get(0)).startsWith("#version");
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.replace(" ", "")))
                .contains("red</w>", "hair</w>", "hat</w>");
    }
}
