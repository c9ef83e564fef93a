package farm.vidstyle.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
    private final NewestFirst<String> statuses = new NewestFirst<>(3);

    @Test
    void theNewestCreatedComeFirstHoweverTheyWereUpdated() {
        statuses.put("b", at(2), "b1");
        statuses.put("c", at(3), "c1");
        statuses.put("a", at(1), "a1");
        statuses.put("a", at(1), "a2");

        assertThat(statuses.newest(all -> true, 10)).containsExactly("c1", "b1", "a2");
        assertThat(statuses.newest(status -> !status.equals("c1"), 1)).containsExactly("b1");
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int i = 0; i < 10; i++) {
            statuses.put("id" + i, at(i), "status " + i);
        }
        statuses.put("id0", at(0), "late");

        assertThat(statuses.newest(all -> true, 10)).containsExactly("status 9", "status 8", "status 7");
        assertThat(statuses.find("id0")).isEmpty();
    }

    @Test
    void whatIsKnownIsNotReplacedByItsSubmission() {
        statuses.put("a", at(1), "succeeded");

        assertThat(statuses.putIfAbsent("a", at(1), "waiting")).isFalse();
        assertThat(statuses.find("a")).hasValue("succeeded");
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
