package farm.vidstyle.networks.weights;

/** A file that must be refused, and what the refusal has to say besides the file's name. */
record HostileFile(String what, byte[] content, String reason) {
    @Override
    public String toString() {
        return what;
    }
}
