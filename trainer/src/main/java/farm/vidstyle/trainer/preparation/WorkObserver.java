package farm.vidstyle.trainer.preparation;

/** Hears how far long work has come; called by one thread at a time. */
@FunctionalInterface
public interface WorkObserver {
    /**
     * @param done and {@code total} in units of equal cost
     * @param item what was finished last
     */
    void advanced(long done, long total, String item);
}
