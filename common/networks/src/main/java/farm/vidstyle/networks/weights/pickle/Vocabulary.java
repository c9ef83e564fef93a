package farm.vidstyle.networks.weights.pickle;

import java.util.Optional;

/** The meaning of what a pickle does not contain itself. */
public interface Vocabulary {
    /** The constructor for a full name such as {@code collections.OrderedDict}; empty where the pickle must not name it. */
    Optional<Constructor> constructor(String name);

    /** What a persistent id refers to. */
    Object persistent(Object id);

    /**
     * The state of an object made before; {@link PickleReader} refuses states of other things. Implementations keep or drop it, but do
     * not look into it deeper than they have to.
     */
    void setState(Object target, Object state);
}
