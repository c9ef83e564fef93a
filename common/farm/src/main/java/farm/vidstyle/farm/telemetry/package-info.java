/**
 * What a running service tells about itself: liveness, readiness, metrics, and the trace an event belongs to.
 */
@NullMarked
package farm.vidstyle.farm.telemetry;

import org.jspecify.annotations.NullMarked;
