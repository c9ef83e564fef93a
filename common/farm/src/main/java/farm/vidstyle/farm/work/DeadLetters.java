package farm.vidstyle.farm.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.event.WorkFailed;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Publishes what went wrong with an item: every failed attempt, and the item itself when it is given up. */
final class DeadLetters {
    private static final int MAX_CAUSE_CHARS = 4000;
    private static final int MAX_CAUSES = 5;
    private static final String UNREADABLE = "base64:";

    private final Publisher publisher;
    private final String worker;
    private final Clock clock;

    DeadLetters(Publisher publisher, String worker, Clock clock) {
        this.publisher = publisher;
        this.worker = worker;
        this.clock = clock;
    }

    void failed(ConsumerRecord<String, byte[]> item, int attempt, boolean last, Throwable cause) {
        publisher.publish(
                Topics.WORK_FAILED,
                new WorkFailed(
                        place(item), item.topic(), key(item), attempt, last, worker, sentence(cause), clock.instant()));
    }

    void dead(ConsumerRecord<String, byte[]> item, int attempts, Throwable cause) {
        publisher.publish(
                Topics.WORK_DEAD,
                new WorkDead(
                        place(item), item.topic(), key(item), attempts, sentence(cause), text(item), clock.instant()));
    }

    static String place(ConsumerRecord<String, byte[]> item) {
        return item.topic() + "-" + item.partition() + "@" + item.offset();
    }

    private static String key(ConsumerRecord<String, byte[]> item) {
        return item.key() == null ? "" : item.key();
    }

    /** The item as text; anything that is not plain UTF-8 as base64, so that no byte of it is lost. */
    private static String text(ConsumerRecord<String, byte[]> item) {
        byte[] bytes = item.value() == null ? new byte[0] : item.value();
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // control characters grow sixfold as JSON
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // base64 it is
        }
        return UNREADABLE + Base64.getEncoder().encodeToString(bytes);
    }

    /** What failed and what caused that, in one line; the worker's log has the places in the code. */
    private static String sentence(Throwable cause) {
        StringBuilder line = new StringBuilder();
        Throwable next = cause;
        for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
            String said = next instanceof PermanentFailure ? String.valueOf(next.getMessage()) : next.toString();
            // an exception made from its cause alone repeats it
            if (line.indexOf(said) < 0) {
                line.append(line.isEmpty() ? "" : "; caused by ").append(said);
            }
            next = next.getCause();
        }
        return shortened(line.toString());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_CAUSE_CHARS ? text : text.substring(0, MAX_CAUSE_CHARS) + "…";
    }
}
