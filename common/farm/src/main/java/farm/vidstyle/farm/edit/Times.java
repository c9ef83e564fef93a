package farm.vidstyle.farm.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which times: the driver's seconds that the clip shows, one an output frame. Either a range ({@code start}, {@code end},
 * {@code speed}, at {@code fps} frames a second) or the list {@code at}. Times before the first or after the last frame
 * extrapolate, by at most the video's own length on either side.
 *
 * @param fps of the clip; left out: the driver's
 * @param start driver's seconds of the first output frame; left out: 0
 * @param end driver's seconds where the clip stops, exclusive; left out: the driver's end
 * @param speed driver's seconds a second of the clip; left out: 1
 * @param at driver's seconds, one an output frame, in any order; excludes start, end and speed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Times(
        @Nullable Double fps,
        @Nullable Double start,
        @Nullable Double end,
        @Nullable Double speed,
        @Nullable List<Double> at) {
    /** The driver's own times. */
    public static final Times SOURCE = new Times(null, null, null, null, null);

    /** The most frames a clip may have. */
    public static final int MAX_FRAMES = 36_000;

    private static final double MAX_FPS = 240;
    private static final double MIN_SPEED = 0.01;
    private static final double MAX_SPEED = 100;
    private static final double ROUNDING = 1e-6;

    public Times {
        requireWithin("times.fps", fps, 1, MAX_FPS);
        requireWithin("times.speed", speed, MIN_SPEED, MAX_SPEED);
        requireWithin("times.start", start, -Double.MAX_VALUE, Double.MAX_VALUE);
        requireWithin("times.end", end, -Double.MAX_VALUE, Double.MAX_VALUE);
        if (start != null && end != null && start >= end) {
            throw new IllegalArgumentException(
                    "times.start is " + start + " and times.end " + end + "; expected the end after the start");
        }
        if (at != null) {
            at = List.copyOf(at);
            requireListAlone(at, start, end, speed);
        }
    }

    /** Frames a second at which the clip plays. */
    public double clipFps(Timeline driver) {
        return fps == null ? driver.fps() : fps;
    }

    /**
     * The driver's seconds of every output frame.
     *
     * @throws IllegalArgumentException where a time is further from the video than its own length, or frames are too many
     */
    public double[] resolve(Timeline driver) {
        double[] seconds = at == null
                ? range(driver)
                : at.stream().mapToDouble(Double::doubleValue).toArray();
        double first = DoubleStream.of(seconds).min().orElseThrow();
        double last = DoubleStream.of(seconds).max().orElseThrow();
        double length = driver.seconds();
        if (first < -length - ROUNDING || last > 2 * length + ROUNDING) {
            throw new IllegalArgumentException("times run from " + first + " s to " + last + " s; the video is "
                    + length + " s long, so expected times from " + -length + " s to " + 2 * length + " s");
        }
        return seconds;
    }

    private double[] range(Timeline driver) {
        double from = start == null ? 0 : start;
        double until = end == null ? driver.seconds() : end;
        double step = (speed == null ? 1 : speed) / clipFps(driver);
        double frames = Math.ceil((until - from) / step - ROUNDING);
        if (!(frames >= 1 && frames <= MAX_FRAMES)) {
            throw new IllegalArgumentException("times from " + from + " s to " + until + " s every " + step + " s give "
                    + Math.max(0, frames) + " frames; expected 1 to " + MAX_FRAMES);
        }
        return IntStream.range(0, (int) frames)
                .mapToDouble(j -> from + j * step)
                .toArray();
    }

    private static void requireWithin(String what, @Nullable Double value, double low, double high) {
        if (value != null && !(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; expected a number from " + low + " to " + high);
        }
    }

    private static void requireListAlone(
            List<Double> at, @Nullable Double start, @Nullable Double end, @Nullable Double speed) {
        if (start != null || end != null || speed != null) {
            throw new IllegalArgumentException(
                    "times has a list 'at' beside start, end or speed; expected one of the two");
        }
        if (at.isEmpty() || at.size() > MAX_FRAMES) {
            throw new IllegalArgumentException("times.at has " + at.size() + " entries; expected 1 to " + MAX_FRAMES);
        }
        if (!at.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("times.at holds a number that is not finite; expected seconds");
        }
    }
}
