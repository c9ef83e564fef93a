package farm.vidstyle.networks.weights.pickle;

/** A class or function that a pickle names, as it lies on the stack or among the arguments of another one. */
public record Global(String name, Constructor constructor) {}
