package farm.vidstyle.ingest.progress;

import farm.vidstyle.farm.topic.Topic;

/** Takes what a rule publishes; it goes out together with the change of the record, or not at all. */
@FunctionalInterface
public interface Outbox {
    <E> void publish(Topic<E> topic, E event);
}
