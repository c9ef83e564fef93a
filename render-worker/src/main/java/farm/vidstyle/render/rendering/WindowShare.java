package farm.vidstyle.render.rendering;

import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of every driver, in the drivers' order, and how much of a frame's code comes from them together.
 *
 * @param weight above 0; the shares of one time add up to 1
 */
record WindowShare(List<MotionWindow> windows, double weight) {
    /** In frames: a time that falls short of a cut by rounding still means the frame after it. */
    private static final double ROUNDING = 1e-4;

    /**
     * The shares of a time. Inside an overlap of two windows the later one grows linearly from nothing at its first
     * frame to all at the earlier one's last; elsewhere one window has all. A time outside all windows belongs to the
     * nearest before it, or else to the first: that window's motion goes on. Depends on the time alone, as long as the
     * drivers list every window that reaches it.
     */
    static List<WindowShare> at(double seconds, List<MotionDriver> drivers) {
        List<WindowShare> shares = List.of(new WindowShare(List.of(), 1));
        for (MotionDriver driver : drivers) {
            List<WindowShare> longer = new ArrayList<>();
            for (WindowShare share : shares) {
                of(seconds, driver)
                        .forEach(next -> longer.add(share.with(next.windows().get(0), next.weight())));
            }
            shares = longer;
        }
        return shares;
    }

    private static List<WindowShare> of(double seconds, MotionDriver driver) {
        List<MotionWindow> windows = driver.windows();
        double rounding = ROUNDING / driver.fps();
        List<WindowShare> shares = new ArrayList<>();
        double left = 1;
        for (int i = windows.size() - 1; i > 0 && left > 0; i--) {
            double grown = grown(seconds, rounding, windows.get(i - 1), windows.get(i));
            if (grown > 0) {
                shares.add(new WindowShare(List.of(windows.get(i)), left * grown));
            }
            left *= 1 - grown;
        }
        if (left > 0) {
            shares.add(new WindowShare(List.of(windows.get(0)), left));
        }
        return shares;
    }

    /** How far {@code later} has taken over from {@code earlier}; at a cut, where they do not overlap, at once. */
    private static double grown(double seconds, double rounding, MotionWindow earlier, MotionWindow later) {
        double overlap = earlier.end() - later.start();
        if (overlap <= 0) {
            return seconds >= later.start() - rounding ? 1 : 0;
        }
        return Math.max(0, Math.min(1, (seconds - later.start()) / overlap));
    }

    private WindowShare with(MotionWindow window, double share) {
        List<MotionWindow> longer = new ArrayList<>(windows);
        longer.add(window);
        return new WindowShare(List.copyOf(longer), weight * share);
    }
}
