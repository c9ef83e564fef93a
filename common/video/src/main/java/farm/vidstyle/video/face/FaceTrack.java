package farm.vidstyle.video.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the face is in every frame of a video, smoothed.
 *
 * @param crops one per frame
 * @param found per frame whether the face was seen there; where not, its crop is what lies between those before and after
 */
public record FaceTrack(List<FaceCrop> crops, List<Boolean> found) {
    public FaceTrack {
        crops = List.copyOf(crops);
        found = List.copyOf(found);
        if (crops.isEmpty() || crops.size() != found.size()) {
            throw new IllegalArgumentException(
                    crops.size() + " crops for " + found.size() + " frames; expected one each, and at least one");
        }
    }

    /**
     * Smooths shot by shot. A shot without any face keeps the crop of the shot before, the first ones that of the shot after.
     *
     * @param seen in at least one frame
     * @param seconds when each frame is shown, growing
     * @param shots the first frame of every shot; begins with 0
     */
    static FaceTrack smooth(List<Optional<FaceCrop>> seen, List<Double> seconds, List<Integer> shots) {
        List<FaceCrop> crops = new ArrayList<>(seen.size());
        int withoutFace = 0; // frames at the start that wait for the first face
        for (int s = 0; s < shots.size(); s++) {
            int from = shots.get(s);
            int to = s + 1 < shots.size() ? shots.get(s + 1) : seen.size();
            List<Optional<FaceCrop>> shot = seen.subList(from, to);
            if (shot.stream().anyMatch(Optional::isPresent)) {
                List<FaceCrop> smooth = ShotSmoother.smooth(shot, seconds.subList(from, to));
                repeat(smooth.get(0), withoutFace, crops);
                withoutFace = 0;
                crops.addAll(smooth);
            } else if (crops.isEmpty()) {
                withoutFace += to - from;
            } else {
                repeat(crops.get(crops.size() - 1), to - from, crops);
            }
        }
        return new FaceTrack(crops, seen.stream().map(Optional::isPresent).toList());
    }

    private static void repeat(FaceCrop crop, int times, List<FaceCrop> crops) {
        for (int i = 0; i < times; i++) {
            crops.add(crop);
        }
    }

    /** Where the face is in a frame; a frame beyond the last one is like the last one. */
    FaceCrop crop(int frame) {
        return crops.get(Math.min(frame, crops.size() - 1));
    }
}
