/**
 * The launcher: the command line, and the whole farm in one JVM. It holds no behaviour of the farm: it starts the
 * services' own wiring, and speaks to them through their HTTP API like any other client.
 */
@NullMarked
package farm.vidstyle.local;

import org.jspecify.annotations.NullMarked;
