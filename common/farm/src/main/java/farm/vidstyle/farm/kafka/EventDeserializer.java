package farm.vidstyle.farm.kafka;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.topic.Topic;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** An event from its bytes; {@link SerializationException} for bytes that are none. */
final class EventDeserializer<E> implements Deserializer<E> {
    private final Topic<E> topic;

    EventDeserializer(Topic<E> topic) {
        this.topic = requireNonNull(topic, "topic");
    }

    @Override
    public E deserialize(String name, byte[] bytes) {
        try {
            return topic.codec().decode(bytes);
        } catch (RuntimeException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
