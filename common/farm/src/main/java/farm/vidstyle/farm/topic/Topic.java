package farm.vidstyle.farm.topic;

import java.util.function.Function;

/**
 * A topic carries one type of event.
 *
 * @param name as Kafka knows it
 * @param eventType the record on it
 * @param key the message key of an event: events of one key stay in order
 * @param codec the event's bytes
 * @param compacted whether only the newest event of a key is kept
 */
public record Topic<E>(String name, Class<E> eventType, Function<E, String> key, Codec<E> codec, boolean compacted) {
    static <E> Topic<E> json(String name, Class<E> eventType, Function<E, String> key) {
        return new Topic<>(name, eventType, key, Codec.json(eventType), false);
    }

    Topic<E> onlyNewest() {
        return new Topic<>(name, eventType, key, codec, true);
    }

    /** The message key of {@code event}. */
    public String keyOf(E event) {
        return key.apply(event);
    }

    @Override
    public String toString() {
        return name;
    }
}
