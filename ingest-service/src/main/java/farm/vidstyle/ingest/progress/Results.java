package farm.vidstyle.ingest.progress;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.jspecify.annotations.Nullable;

/** What is known of one product of a video for one model: which chunks or windows are asked for, stored, given up. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Results {
    Indices requested = new Indices();
    Indices stored = new Indices();
    Indices dead = new Indices();

    /** Why work died last. */
    @Nullable
    String cause;

    /** Computing that no edit was told of yet: the first one to use a result is told, so that costs add up. */
    double unbilledSeconds;

    void store(int index, double seconds) {
        if (stored.add(index)) {
            unbilledSeconds += seconds;
        }
        dead.remove(index); // replayed with success
    }

    /** A result that is stored outlives the death of a second delivery of its work. */
    void bury(int index, String why) {
        if (!stored.has(index) && dead.add(index)) {
            cause = why;
        }
    }

    double bill() {
        double seconds = unbilledSeconds;
        unbilledSeconds = 0;
        return seconds;
    }
}
