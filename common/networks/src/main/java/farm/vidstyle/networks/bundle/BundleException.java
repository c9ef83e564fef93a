package farm.vidstyle.networks.bundle;

/** A bundle that cannot be used as it is; trying again will not help. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
