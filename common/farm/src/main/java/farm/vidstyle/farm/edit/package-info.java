/**
 * An edit is four choices: whose content, whose motion, which style, which times. These records are the body of
 * POST /v1/edits and travel unchanged in the edit's events. Compact constructors refuse what cannot be true and
 * fill in what may be left out; what depends on a video's length is checked where the video is known.
 */
@NullMarked
package farm.vidstyle.farm.edit;

import org.jspecify.annotations.NullMarked;
