package farm.vidstyle.farm.kafka;

import farm.vidstyle.farm.topic.Codec;
import farm.vidstyle.farm.topic.Topic;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Kafka's own interfaces over a topic's codec, for Streams and for plain clients. */
public final class EventSerdes {
    private EventSerdes() {}

    public static <E> Serde<E> of(Topic<E> topic) {
        return Serdes.serdeFrom(serializer(topic.codec()), deserializer(topic));
    }

    public static <E> Serializer<E> serializer(Codec<E> codec) {
        return new EventSerializer<>(codec);
    }

    public static <E> Deserializer<E> deserializer(Topic<E> topic) {
        return new EventDeserializer<>(topic);
    }
}
