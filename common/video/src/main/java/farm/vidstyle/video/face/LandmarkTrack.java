package farm.vidstyle.video.face;

import farm.vidstyle.video.frame.RgbFrame;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The landmarks of one face through a video, as somebody else's tracker found them. */
public final class LandmarkTrack implements FaceDetector {
    private final NavigableMap<Integer, Landmarks> faces;

    /** @param faces by frame; frames without a face are left out */
    public LandmarkTrack(NavigableMap<Integer, Landmarks> faces) {
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("a track has landmarks for 0 frames; expected at least one");
        }
        this.faces = new TreeMap<>(faces);
    }

    /** By frame. */
    public NavigableMap<Integer, Landmarks> faces() {
        return Collections.unmodifiableNavigableMap(faces);
    }

    public int frames() {
        return faces.size();
    }

    public int firstFrame() {
        return faces.firstKey();
    }

    public int lastFrame() {
        return faces.lastKey();
    }

    @Override
    public List<Landmarks> detect(int frame, RgbFrame picture) {
        Landmarks face = faces.get(frame);
        return face == null ? List.of() : List.of(face);
    }

    @Override
    public boolean followsOneFace() {
        return true;
    }

    @Override
    public void close() {
        // holds memory only
    }
}
