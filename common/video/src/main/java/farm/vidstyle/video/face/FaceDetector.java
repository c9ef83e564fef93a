package farm.vidstyle.video.face;

import farm.vidstyle.video.frame.RgbFrame;
import java.util.List;

/** Finds the faces of a video, frame after frame. Belongs to one video and one thread. */
public interface FaceDetector extends AutoCloseable {
    /**
     * The faces of a frame in any order, none if there are none.
     *
     * @param frame index in the video
     */
    List<Landmarks> detect(int frame, RgbFrame picture);

    /** Whether somebody has seen to it that all faces are the same person's, so that none is to be doubted. */
    default boolean followsOneFace() {
        return false;
    }

    @Override
    void close();
}
