package farm.vidstyle.networks.ode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Numbers that take part in a solution. */
final class Scalar {
    private Scalar() {}

    /**
     * A number as an array of no dimensions whose memory is libtorch's. An array made from Java's numbers borrows Java's memory, which goes when
     * its handle is closed, while the recorded steps of a solution still need it on their way back.
     */
    static NDArray of(NDManager owner, double value) {
        try (NDArray borrowed = owner.create(value)) {
            return borrowed.duplicate();
        }
    }
}
