package farm.vidstyle.farm.work;

/** Does a work item. The item may come again after it was done: a second time must change nothing. */
@FunctionalInterface
public interface Work<E> {
    /**
     * Returns when everything the item asks for is stored and published.
     *
     * @throws PermanentFailure for what no other attempt would heal; any other exception means that one might
     */
    void perform(E event) throws Exception;
}
