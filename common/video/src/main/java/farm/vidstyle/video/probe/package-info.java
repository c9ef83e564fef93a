/**
 * What a file from outside is, found out before it costs anything: container, codec, size, frame rate, duration, audio.
 * Every refusal is one exception with a machine-readable reason. Limits hold from the first header byte to the last decoded frame.
 * The splitter probes uploads; tests and the command line look at finished clips with the same class.
 */
@NullMarked
package farm.vidstyle.video.probe;

import org.jspecify.annotations.NullMarked;
