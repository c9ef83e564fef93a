package farm.vidstyle.ingest.splitting;

import farm.vidstyle.farm.work.PermanentFailure;
import java.time.Duration;

/** When splitting gives up: past its lock the work would be somebody else's. */
record Deadline(Duration allowed, long nanos) {
    static Deadline in(Duration allowed) {
        return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
    }

    /** @param done how far the work is, to end a sentence */
    void check(String done) throws PermanentFailure {
        if (System.nanoTime() > nanos) {
            throw new PermanentFailure("splitting took longer than " + allowed + " " + done
                    + "; send a shorter or smaller video, or raise VIDSTYLE_SPLITTING_LOCK");
        }
    }
}
