package farm.vidstyle.farm.kafka;

import farm.vidstyle.farm.config.Settings;

/**
 * How topics are created.
 *
 * @param partitions of every topic; all alike, so that the tracker may join any two of them
 * @param replicas of every partition; {@link #BROKER_DEFAULT} leaves it to the brokers
 */
public record TopicLayout(int partitions, short replicas) {
    public static final short BROKER_DEFAULT = -1;

    /** Work is shared beyond partitions, so few are enough. */
    public static final TopicLayout DEFAULT = new TopicLayout(6, BROKER_DEFAULT);

    public TopicLayout {
        if (partitions < 1 || replicas == 0 || replicas < BROKER_DEFAULT) {
            throw new IllegalArgumentException("topics with " + partitions + " partitions and " + replicas
                    + " replicas; expected at least 1 of each, or " + BROKER_DEFAULT
                    + " replicas for the brokers' default");
        }
    }

    public static TopicLayout from(Settings settings) {
        return new TopicLayout(settings.integer("VIDSTYLE_TOPIC_PARTITIONS", DEFAULT.partitions, 1, 1000), (short)
                settings.integer("VIDSTYLE_TOPIC_REPLICAS", BROKER_DEFAULT, BROKER_DEFAULT, 9));
    }
}
