/**
 * Kafka topics as typed constants: a topic's name, event and key are written here and nowhere else.
 */
@NullMarked
package farm.vidstyle.farm.topic;

import org.jspecify.annotations.NullMarked;
