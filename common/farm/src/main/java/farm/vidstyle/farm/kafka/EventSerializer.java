package farm.vidstyle.farm.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.topic.Codec;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** An event's bytes, and its media type in the header {@code content-type}. */
final class EventSerializer<E> implements Serializer<E> {
    private static final String CONTENT_TYPE = "content-type";

    private final Codec<E> codec;

    EventSerializer(Codec<E> codec) {
        this.codec = requireNonNull(codec, "codec");
    }

    @Override
    public byte[] serialize(String topic, E event) {
        return codec.encode(event);
    }

    @Override
    public byte[] serialize(String topic, Headers headers, E event) {
        // Streams hands on the headers of the event it answers, so an old type may be there
        headers.remove(CONTENT_TYPE);
        headers.add(CONTENT_TYPE, codec.contentType().getBytes(US_ASCII));
        return codec.encode(event);
    }
}
