package farm.vidstyle.local.embedded;

/** The ports of an embedded farm; 0 lets the system choose. */
public record FarmPorts(int http, int kafka, int management) {
    /** For a farm that nobody looks for. */
    public static final FarmPorts ANY = new FarmPorts(0, 0, 0);
}
