/**
 * An uploaded video becomes chunks of aligned frames: probed, decoded from front to back, aligned for its model, written
 * sixteen frames at a time, each chunk announced as soon as it is stored, so that inversion runs while decoding goes on. What
 * cannot be a video for the farm is rejected with a reason, and nothing of it stays. The same source always gives the same
 * objects and facts, so a second delivery changes nothing. {@link farm.vidstyle.ingest.splitting.Splitter} is the entry.
 */
@NullMarked
package farm.vidstyle.ingest.splitting;

import org.jspecify.annotations.NullMarked;
