package farm.vidstyle.farm.topic;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An event's bytes on the wire. {@code decode} throws {@link IllegalArgumentException} for bytes that are no such event. */
public interface Codec<E> {
    /** The media type, sent as the header {@code content-type}. */
    String contentType();

    byte[] encode(E event);

    E decode(byte[] bytes);

    /** JSON by {@link Json#EVENTS}. */
    static <E> Codec<E> json(Class<E> type) {
        return new Codec<>() {
            @Override
            public String contentType() {
                return "application/json";
            }

            @Override
            public byte[] encode(E event) {
                try {
                    return Json.EVENTS.writeValueAsBytes(event);
                } catch (JacksonException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public E decode(byte[] bytes) {
                E event;
                try {
                    event = Json.EVENTS.readValue(bytes, type);
                } catch (IOException e) {
                    throw new IllegalArgumentException(
                            "not a " + type.getSimpleName() + " (" + bytes.length + " bytes): " + e.getMessage(), e);
                }
                if (event == null) {
                    throw new IllegalArgumentException("not a " + type.getSimpleName() + ": the JSON is null");
                }
                return event;
            }
        };
    }
}
