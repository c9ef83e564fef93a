package farm.vidstyle.farm.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.MDC;

/**
 * The W3C trace context that an event belongs to: one trace an upload or edit, through all services. The thread that
 * works on an event carries its trace, so that log lines show it and published events hand it on.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record Trace(String traceId, String spanId) {
    private static final String HEADER = "traceparent";
    private static final String LOG_KEY = "trace";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
    private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

    /** This thread's trace; a new one where it has none. */
    public static Trace current() {
        Trace trace = CURRENT.get();
        return trace == null ? random() : trace;
    }

    /** The trace in {@code headers}; a new one where there is none, or none that can be read. */
    public static Trace readFrom(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return random();
        }
        Matcher matcher = TRACEPARENT.matcher(new String(header.value(), US_ASCII));
        return matcher.matches() ? new Trace(matcher.group(1), matcher.group(2)) : random();
    }

    /** The trace of a request from outside, by its {@code traceparent}. */
    public static Trace parse(String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? new Trace(matcher.group(1), matcher.group(2)) : random();
    }

    /** A new trace. */
    public static Trace random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(hex(random.nextLong()) + hex(random.nextLong()), hex(random.nextLong()));
    }

    /** A step within this trace. */
    public Trace child() {
        return new Trace(traceId, hex(ThreadLocalRandom.current().nextLong()));
    }

    /** Makes this the thread's trace until the scope is closed. */
    public Scope enter() {
        Trace before = CURRENT.get();
        CURRENT.set(this);
        MDC.put(LOG_KEY, traceId);
        return () -> {
            if (before == null) {
                CURRENT.remove();
                MDC.remove(LOG_KEY);
            } else {
                CURRENT.set(before);
                MDC.put(LOG_KEY, before.traceId);
            }
        };
    }

    public void writeTo(Headers headers) {
        headers.remove(HEADER);
        headers.add(HEADER, toString().getBytes(US_ASCII));
    }

    /** As the header {@code traceparent} has it, marked as sampled. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static String hex(long value) {
        // the standard forbids ids of zeros alone
        return String.format("%016x", value == 0 ? 1 : value);
    }

    /** Gives the thread back its former trace. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
