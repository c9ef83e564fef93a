package farm.vidstyle.networks.weights.pickle;

import java.util.LinkedHashMap;

/** The attributes of a Python object, all that is ever known of it; its class is a name. */
public final class ObjectState extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final String className;

    public ObjectState(String className) {
        this.className = className;
    }

    public String className() {
        return className;
    }

    @Override
    public boolean equals(Object other) {
        return this == other; // the attributes may be deep
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return className + " with " + size() + " attributes";
    }
}
