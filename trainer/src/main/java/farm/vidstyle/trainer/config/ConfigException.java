package farm.vidstyle.trainer.config;

import java.util.List;

/** A configuration that no run can follow; the message lists all that is wrong with it. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String source, List<String> problems) {
        super(source + ": " + String.join("; ", problems));
    }
}
