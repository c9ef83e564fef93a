package farm.vidstyle.ingest.tracking;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Where in Kafka the message at hand lies. */
final class Place {
    private Place() {}

    /** Topic, partition and offset. */
    static String of(ProcessorContext<?, ?> context) {
        return context.recordMetadata()
                .map(place -> place.topic() + "-" + place.partition() + "@" + place.offset())
                .orElse("unknown");
    }
}
