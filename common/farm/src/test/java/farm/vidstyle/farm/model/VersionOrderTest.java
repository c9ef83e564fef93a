package farm.vidstyle.farm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
    @Test
    void versionsAreInTheOrderPeopleMean() {
        List<String> ordered = List.of(
                "0.9",
                "1-alpha",
                "1-beta1",
                "1-beta2",
                "1-rc1",
                "1",
                "1.0",
                "1.0.1",
                "1.2",
                "1.9",
                "1.10",
                "2026-11-02",
                "2026-11-22",
                "20000000000000000000");

        for (int seed = 0; seed < 5; seed++) {
            List<String> shuffled = new ArrayList<>(ordered);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(new VersionOrder());

            assertThat(shuffled).isEqualTo(ordered);
        }
    }
}
