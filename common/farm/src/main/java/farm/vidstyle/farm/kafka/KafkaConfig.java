package farm.vidstyle.farm.kafka;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several joined by commas
 * @param properties further client properties, for example {@code security.protocol}
 */
public record KafkaConfig(String bootstrapServers, Map<String, String> properties) {
    /** Every variable below this is a client property: {@code VIDSTYLE_KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}. */
    public static final String PREFIX = "VIDSTYLE_KAFKA_";

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String DEFAULT_SERVERS = "localhost:9092";

    public KafkaConfig {
        requireNonNull(bootstrapServers, "bootstrapServers");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("Kafka's bootstrap servers are empty; expected host:port");
        }
        properties = Map.copyOf(properties);
    }

    /** A broker without security. */
    public static KafkaConfig of(String bootstrapServers) {
        return new KafkaConfig(bootstrapServers, Map.of());
    }

    /** From the variables that start with {@link #PREFIX}. */
    public static KafkaConfig from(Settings settings) {
        Map<String, String> properties = new HashMap<>();
        settings.below(PREFIX)
                .forEach((name, value) ->
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        String servers = properties.remove(BOOTSTRAP);
        return new KafkaConfig(servers == null ? DEFAULT_SERVERS : servers, properties);
    }

    /** The properties of a client: these, and what the client needs for itself, which wins. */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(BOOTSTRAP, bootstrapServers);
        all.putAll(own);
        return all;
    }

    /** Leaves values out: they may be passwords. */
    @Override
    public String toString() {
        return "KafkaConfig[" + bootstrapServers + ", " + properties.keySet() + "]";
    }
}
