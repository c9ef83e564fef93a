package farm.vidstyle.ingest.landmarks;

import farm.vidstyle.video.face.LandmarkTrack;
import farm.vidstyle.video.face.Landmarks;
import farm.vidstyle.video.face.Point;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.probe.VideoInfo;
import org.jspecify.annotations.Nullable;

/**
 * A track as a client supplied it.
 *
 * @param fps of the video that it was made for, if it says so: a track of another rate would drift away from the face
 */
public record SuppliedTrack(
        LandmarkTrack landmarks, @Nullable Double fps) {
    private static final double FPS_TOLERANCE = 0.01;

    /** @throws BadTrackException where the track cannot be one of this video */
    public void requireFits(VideoInfo video) {
        if (fps != null && Math.abs(fps - video.fps()) > FPS_TOLERANCE * video.fps()) {
            throw new BadTrackException("the track is for " + fps + " frames a second, the video has "
                    + (float) video.fps() + "; expected a track of this video's own frames");
        }
        if (landmarks.lastFrame() >= video.frames()) {
            throw new BadTrackException("the track has landmarks for frame " + landmarks.lastFrame()
                    + "; the video has frames 0 to " + (video.frames() - 1));
        }
        landmarks.faces().forEach((frame, face) -> requireNear(frame, face, video.size()));
    }

    /** A face may be cut off by the edge, but does not lie further away than the picture is wide or high. */
    private static void requireNear(int frame, Landmarks face, PictureSize picture) {
        for (Point point : face.points()) {
            if (point.x() < -picture.width()
                    || point.x() > 2.0 * picture.width()
                    || point.y() < -picture.height()
                    || point.y() > 2.0 * picture.height()) {
                throw new BadTrackException("frame " + frame + " of the track has a landmark at (" + point.x() + ", "
                        + point.y() + "); expected pixels of the video, which has " + picture);
            }
        }
    }
}
