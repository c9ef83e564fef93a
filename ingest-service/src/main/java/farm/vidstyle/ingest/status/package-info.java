/**
 * The read side: the newest status of every edit and video, for the API, its event streams and the console. The tracker
 * writes statuses into two compacted topics; every instance reads them whole, so that any instance answers for any id.
 * What was accepted a moment ago, and has no status yet, is read from the submission topics. Entry class:
 * {@link farm.vidstyle.ingest.status.StatusView}.
 */
@NullMarked
package farm.vidstyle.ingest.status;

import org.jspecify.annotations.NullMarked;
