package farm.vidstyle.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.trainer.dataset.Attribute;
import farm.vidstyle.trainer.dataset.Captions;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParaphrasesTest {

    private static final int CAPTIONS = 20_000;

    @Test
    void trainingNeverSaysThem() {
        SplittableRandom random = new SplittableRandom(3);
        List<Attribute> attributes = List.of(Attribute.values());
        Set<String> captions = new HashSet<>();
        for (int i = 0; i < CAPTIONS; i++) {
            HeadAppearance person = HeadAppearance.draw(random);
            Attribute attribute = attributes.get(i % attributes.size());
            captions.add(Captions.of(person, List.of(attribute), random));
        }

        for (Attribute attribute : Attribute.values()) {
            for (Attribute.Look look : attribute.looks()) {
                assertThat(Paraphrases.of(look)).doesNotContainAnyElementsOf(captions);
            }
        }
    }

    @Test
    void aLookOfTwoWordsIsAlsoSaidTheOtherWayRound() {
        assertThat(Paraphrases.of(Attribute.HAIR.looks().get(2)))
                .contains("the hair is blond", "this person has blond hair");
    }
}
