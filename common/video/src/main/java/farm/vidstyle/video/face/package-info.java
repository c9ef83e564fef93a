/**
 * Faces become frames: five landmarks of a face give the upright square that FFHQ would cut, a whole video's squares are smoothed
 * over time, and every frame is taken from its own. The video is read twice for that: first the faces are looked for, of which only
 * some numbers a frame are kept, then the frames are cut, so that smoothing looks forwards as well as backwards, a gap of any length is
 * bridged, and a video without a face is known as such before its first frame is cut. {@link farm.vidstyle.video.face.FaceScout} is
 * the first reading, {@link farm.vidstyle.video.face.FaceAligner} the second; landmarks come from a {@link
 * farm.vidstyle.video.face.FaceDetector}.
 */
@NullMarked
package farm.vidstyle.video.face;

import org.jspecify.annotations.NullMarked;
