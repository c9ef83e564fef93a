package farm.vidstyle.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ReferenceOrderTest {

    @Test
    void parametersAreNumberedAsInTheReference() {
        List<String> declared = declared();
        List<String> modulation = new ArrayList<>(
                declared.stream().filter(name -> name.startsWith("modulation")).toList());
        Collections.shuffle(modulation, new Random(1));
        Set<String> asked = new LinkedHashSet<>(modulation);
        asked.addAll(declared);

        assertThat(ReferenceOrder.videoEncoder(asked)).hasSize(42).isEqualTo(declared.subList(0, 42));
        assertThat(ReferenceOrder.mapperAndModulation(asked)).isEqualTo(declared.subList(42, declared.size()));
    }

    /** The reference lists the length of every parameter's gradient in the order of its optimisers. */
    private static List<String> declared() {
        Map<?, ?> meta = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(ReferenceOrderTest.class.getResourceAsStream("/golden/10_training_step/meta.json"));
        Map<?, ?> norms = (Map<?, ?>) ((Map<?, ?>) meta.get("results")).get("grad_norms_step0");
        return norms.keySet().stream().map(Object::toString).toList();
    }
}
