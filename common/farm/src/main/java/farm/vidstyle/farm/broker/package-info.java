/**
 * A real Kafka broker inside this JVM, for the embedded farm and for tests. The only place that touches the
 * internal classes of the broker.
 */
@NullMarked
package farm.vidstyle.farm.broker;

import org.jspecify.annotations.NullMarked;
