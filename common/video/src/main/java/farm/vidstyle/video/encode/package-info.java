/**
 * RGB frames become files: H.264 segments, WebM, GIF, PNG; segments join into a clip without encoding again, with the source's audio.
 * The same frames and parameters always give the same bytes, whatever the worker, so that a repeated delivery changes nothing.
 */
@NullMarked
package farm.vidstyle.video.encode;

import org.jspecify.annotations.NullMarked;
