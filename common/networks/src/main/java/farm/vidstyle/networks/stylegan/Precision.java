package farm.vidstyle.networks.stylegan;

/**
 * The numbers in which the synthesis holds features and kernels. Styles, demodulation and the picture so far are float32 in either.
 */
public enum Precision {
    FLOAT32(6),
    /** Half the memory, and faster where the processor multiplies it natively; some 60 dB from float32. */
    BFLOAT16(15);

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /** The number under which libtorch knows the type. */
    int scalarType() {
        return scalarType;
    }
}
