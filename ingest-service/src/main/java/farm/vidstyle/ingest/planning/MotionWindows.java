package farm.vidstyle.ingest.planning;

import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.VideoSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The windows of a video. A shot of more than {@code videoLength} frames is cut into as few windows as that takes, of
 * nearly equal length, so that none is a short rest; neighbours share at least a quarter of {@code videoLength}, where the
 * renderer blends them, and no frame lies in more than two. A window never crosses a shot.
 */
public final class MotionWindows {
    private static final int OVERLAP_DIVISOR = 4;

    /** In frames: times are computed, and one that falls short of its frame by rounding still means that frame. */
    private static final double ROUNDING = 1e-4;

    private record Shot(int firstFrame, List<MotionWindow> windows) {}

    private final double fps;
    private final List<Shot> shots = new ArrayList<>();

    public MotionWindows(VideoSplit video, int videoLength) {
        if (videoLength < 1) {
            throw new IllegalArgumentException("videoLength is " + videoLength + "; expected at least one frame");
        }
        Timeline timeline = video.timeline();
        fps = timeline.fps();
        TreeSet<Integer> cuts = new TreeSet<>(video.shots());
        cuts.add(0);
        int window = 0;
        for (int first : cuts.subSet(0, timeline.frames())) {
            Integer next = cuts.higher(first);
            int end = next == null ? timeline.frames() : Math.min(next, timeline.frames());
            Shot shot = new Shot(first, cut(window, first, end - first, videoLength));
            window += shot.windows().size();
            shots.add(shot);
        }
    }

    /** All windows, in order of time. */
    public List<MotionWindow> all() {
        return shots.stream().flatMap(shot -> shot.windows().stream()).toList();
    }

    /**
     * The windows that make the frame at {@code seconds}: two in an overlap, otherwise one. After a shot's last frame its
     * last window goes on; times outside the video belong to the first or last window.
     */
    public List<MotionWindow> at(double seconds) {
        double frame = seconds * fps;
        Shot shot = shots.get(0);
        for (Shot later : shots) {
            shot = later.firstFrame() <= frame + ROUNDING ? later : shot;
        }
        List<MotionWindow> windows = shot.windows();
        List<MotionWindow> around = windows.stream()
                .filter(window -> window.firstFrame() <= frame + ROUNDING && frame - ROUNDING <= lastFrame(window))
                .toList();
        if (!around.isEmpty()) {
            return around;
        }
        return List.of(windows.get(frame < shot.firstFrame() ? 0 : windows.size() - 1));
    }

    private List<MotionWindow> cut(int firstWindow, int firstFrame, int frames, int videoLength) {
        int overlap = videoLength / OVERLAP_DIVISOR;
        int count = frames <= videoLength ? 1 : ceilDiv(frames - overlap, videoLength - overlap);
        int length = ceilDiv(frames + (count - 1) * overlap, count);
        List<MotionWindow> windows = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            // spread evenly; the last one ends with the shot
            int first = count == 1 ? firstFrame : firstFrame + (int) ((long) k * (frames - length) / (count - 1));
            windows.add(new MotionWindow(firstWindow + k, first, length, first / fps, (first + length - 1) / fps));
        }
        return windows;
    }

    private static int ceilDiv(int a, int b) {
        return -Math.floorDiv(-a, b);
    }

    private static int lastFrame(MotionWindow window) {
        return window.firstFrame() + window.frames() - 1;
    }
}
