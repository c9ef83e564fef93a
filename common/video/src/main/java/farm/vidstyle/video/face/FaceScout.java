package farm.vidstyle.video.face;

import farm.vidstyle.video.decode.ShotDetector;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first reading of a video: where its face is in every frame. Keeps a few numbers a frame and no picture. */
public final class FaceScout {
    private final FaceDetector detector;
    private final ShotDetector shots = new ShotDetector();
    private final FaceFollower follower = new FaceFollower();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Optional<FaceCrop>> found = new ArrayList<>();

    /** @param detector stays the caller's to close */
    public FaceScout(FaceDetector detector) {
        this.detector = detector;
    }

    /** Looks at the next frame. */
    public void accept(RgbFrame frame) {
        if (shots.accept(frame)) {
            follower.cut();
        }
        List<FaceCrop> faces = detector.detect(found.size(), frame).stream()
                .flatMap(face -> FaceCrop.of(face).stream())
                .toList();
        found.add(detector.followsOneFace() ? faces.stream().findFirst() : follower.choose(faces, frame.seconds()));
        seconds.add(frame.seconds());
    }

    /** How many frames it looked at. */
    public int frames() {
        return found.size();
    }

    /** Where the face is in all frames so far; empty if there was none in any. */
    public Optional<FaceTrack> track() {
        if (found.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Integer> starts =
                shots.firstFrames().stream().map(Math::toIntExact).toList();
        return Optional.of(FaceTrack.smooth(found, seconds, starts));
    }
}
