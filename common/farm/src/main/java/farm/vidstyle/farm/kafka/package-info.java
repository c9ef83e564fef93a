/**
 * Typed access to Kafka: publishing an event, reading a topic from its beginning, creating topics, serdes for Streams.
 * Everything is named by a {@link farm.vidstyle.farm.topic.Topic}; bytes and headers stay in here.
 */
@NullMarked
package farm.vidstyle.farm.kafka;

import org.jspecify.annotations.NullMarked;
