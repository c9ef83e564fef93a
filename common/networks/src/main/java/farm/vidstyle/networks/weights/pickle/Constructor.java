package farm.vidstyle.networks.weights.pickle;

import java.util.List;

/** What stands for calling a class or function of Python: a rearrangement of the arguments into plain data, never code of the file. */
public interface Constructor {
    /**
     * The value for a call. Arguments of a wrong type or number may surface as {@link ClassCastException},
     * {@link IndexOutOfBoundsException}, {@link IllegalArgumentException} or {@link ArithmeticException}: the reader turns them into a
     * refusal that names the class.
     */
    Object construct(List<Object> arguments);
}
