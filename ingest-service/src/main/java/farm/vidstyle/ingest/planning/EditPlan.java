package farm.vidstyle.ingest.planning;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Motion;
import farm.vidstyle.farm.edit.Output;
import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.edit.Times;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.VideoId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an edit comes to once its videos are known. */
public final class EditPlan {
    /** Frames in every segment but the last: seconds of work, whatever the clip's length. */
    public static final int SEGMENT_FRAMES = 32;

    private static final double ROUNDING = 1e-6;

    private final EditSubmitted submitted;
    private final Edit request;
    private final Map<VideoId, VideoSplit> videos;
    private final Map<VideoId, MotionWindows> windows = new LinkedHashMap<>();
    private final double[] seconds;

    /**
     * Plans an edit.
     *
     * @param videos every video that the edit reads
     * @param videoLength frames of the model's window
     * @throws ImpossibleEditException where the edit asks for what its videos do not have
     */
    public EditPlan(EditSubmitted submitted, Map<VideoId, VideoSplit> videos, int videoLength) {
        this.submitted = submitted;
        this.request = submitted.request();
        this.videos = Map.copyOf(videos);
        requireContentFrame();
        seconds = resolveTimes();
        for (Motion driver : request.motion()) {
            requireWithinReach(driver.video());
            windows.put(driver.video(), new MotionWindows(split(driver.video()), videoLength));
        }
    }

    /** Frames of the clip. */
    public int frames() {
        return seconds.length;
    }

    /** How many segments a clip of {@code frames} frames is rendered in. */
    public static int segmentsOf(int frames) {
        return (frames + SEGMENT_FRAMES - 1) / SEGMENT_FRAMES;
    }

    /** How many frames segment number {@code segment} of a clip of {@code frames} frames has. */
    public static int framesOfSegment(int segment, int frames) {
        return Math.max(0, Math.min(SEGMENT_FRAMES, frames - segment * SEGMENT_FRAMES));
    }

    /** The windows of a driver that the clip's times fall in, in order of time. */
    public List<MotionWindow> windowsOf(VideoId driver) {
        return windowsOf(driver, seconds);
    }

    /** The work of rendering, in order of the clip's time. */
    public List<SegmentRequested> segments() {
        return IntStream.range(0, segmentsOf(frames())).mapToObj(this::segment).toList();
    }

    /** The work of joining the segments. */
    public ClipRequested clip() {
        return new ClipRequested(
                submitted.edit(),
                segmentsOf(frames()),
                frames(),
                clipFps(),
                request.output(),
                audioSource(),
                seconds[0]);
    }

    private SegmentRequested segment(int segment) {
        int first = segment * SEGMENT_FRAMES;
        double[] own = Arrays.copyOfRange(seconds, first, first + framesOfSegment(segment, frames()));
        List<MotionDriver> drivers = request.motion().stream()
                .map(driver -> new MotionDriver(
                        driver.video(),
                        driver.region(),
                        split(driver.video()).timeline().fps(),
                        windowsOf(driver.video(), own)))
                .toList();
        return new SegmentRequested(
                submitted.edit(),
                segment,
                submitted.model(),
                request.content(),
                split(request.content().video()).timeline().frames(),
                drivers,
                request.style(),
                clipFps(),
                DoubleStream.of(own).boxed().toList());
    }

    private List<MotionWindow> windowsOf(VideoId driver, double[] times) {
        MotionWindows all = windows.get(driver);
        if (all == null) {
            throw new IllegalArgumentException(driver + " drives nothing in edit " + submitted.edit());
        }
        TreeSet<MotionWindow> wanted = new TreeSet<>(Comparator.comparingInt(MotionWindow::window));
        for (double time : times) {
            wanted.addAll(all.at(time));
        }
        return new ArrayList<>(wanted);
    }

    /** Sound goes with frames that play at the speed and in the order they were taken; any other clip is silent. */
    private @Nullable VideoId audioSource() {
        Times times = request.times();
        boolean natural = times.at() == null && (times.speed() == null || times.speed() == 1);
        boolean heard = seconds[0] < driver().seconds() && seconds[seconds.length - 1] >= 0;
        boolean wanted = request.output().audio() == Output.Audio.KEEP;
        return wanted && natural && heard && split(request.driver()).audio() ? request.driver() : null;
    }

    private void requireContentFrame() {
        int frames = split(request.content().video()).timeline().frames();
        request.content().frame().ifPresent(frame -> {
            if (frame >= frames) {
                throw new ImpossibleEditException("content.code is '"
                        + request.content().code() + "'; video "
                        + request.content().video() + " has " + frames + " frames, so expected frame:0 to frame:"
                        + (frames - 1));
            }
        });
    }

    private double[] resolveTimes() {
        try {
            return request.times().resolve(driver());
        } catch (IllegalArgumentException e) {
            throw new ImpossibleEditException(e.getMessage());
        }
    }

    /** The first driver's own limits are those of {@link Times#resolve}; each later one is asked for the same times. */
    private void requireWithinReach(VideoId driver) {
        double length = split(driver).timeline().seconds();
        double first = DoubleStream.of(seconds).min().orElseThrow();
        double last = DoubleStream.of(seconds).max().orElseThrow();
        if (first < -length - ROUNDING || last > 2 * length + ROUNDING) {
            throw new ImpossibleEditException("times run from " + first + " s to " + last + " s; driver " + driver
                    + " is " + length + " s long, so expected times from " + -length + " s to " + 2 * length + " s");
        }
    }

    private Timeline driver() {
        return split(request.driver()).timeline();
    }

    private double clipFps() {
        return request.times().clipFps(driver());
    }

    private VideoSplit split(VideoId video) {
        VideoSplit split = videos.get(video);
        if (split == null) {
            throw new IllegalArgumentException("edit " + submitted.edit() + " is planned without " + video
                    + "; expected all of " + request.videos());
        }
        return split;
    }
}
