/**
 * Where the farm's landmarks of faces come from: a track in JSON that a client supplied, read strictly and in bounded memory and held
 * against the video it is for, or the operator's face model. A track is stored under a name computed from its content, so that
 * supplying it twice changes nothing. The front door and the splitter ask here.
 */
@NullMarked
package farm.vidstyle.ingest.landmarks;

import org.jspecify.annotations.NullMarked;
