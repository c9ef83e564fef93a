package farm.vidstyle.video.face;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stays with one face where there are several: the largest at first, then the one that is where the last one was. */
final class FaceFollower {
    private static final double REACH = 0.5; // of the crop: further away is somebody else
    private static final double PATIENCE_SECONDS = 1; // after which somebody else will do

    private @Nullable FaceCrop last;
    private double lastSeconds;

    /** A shot begins: whoever was followed may be gone. */
    void cut() {
        last = null;
    }

    Optional<FaceCrop> choose(List<FaceCrop> faces, double seconds) {
        FaceCrop followed = last;
        Optional<FaceCrop> chosen = followed == null || seconds - lastSeconds > PATIENCE_SECONDS
                ? faces.stream().max(Comparator.comparingDouble(FaceCrop::size))
                : faces.stream()
                        .filter(face -> face.distanceTo(followed) < REACH * followed.size())
                        .min(Comparator.comparingDouble(face -> face.distanceTo(followed)));
        chosen.ifPresent(face -> {
            last = face;
            lastSeconds = seconds;
        });
        return chosen;
    }
}
