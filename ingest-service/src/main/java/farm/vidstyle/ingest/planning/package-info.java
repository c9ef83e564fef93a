/**
 * An edit and the videos it reads become a plan: the clip's frames, the windows of motion each of them needs, the
 * segments to render in parallel, the clip to join them to. Pure functions of the events, so that planning twice gives
 * the same requests. What can only be checked against a video's length is checked here. Called by the tracker.
 */
@NullMarked
package farm.vidstyle.ingest.planning;

import org.jspecify.annotations.NullMarked;
