package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The code of a frame at any time: {@code z = odeSolve(zd0, t)}, {@code w = wC + delta(wC, modulation(style, z))}, and
 * inside an overlap of windows the codes of both, blended linearly.
 *
 * @param content [1, L, S]
 * @param style [1, E]
 */
record FrameCodes(VidStyleOde ode, DrivenMotion motion, NDArray content, NDArray style) {

    /** One code of L·S numbers for each time, in the order given; times may repeat and come in any order. */
    List<float[]> at(List<Double> seconds) {
        Map<Double, List<WindowShare>> shares = new TreeMap<>();
        Map<List<MotionWindow>, SortedSet<Double>> times = new LinkedHashMap<>();
        for (double time : new TreeSet<>(seconds)) {
            shares.put(time, WindowShare.at(time, motion.drivers()));
            shares.get(time).forEach(share -> times.computeIfAbsent(share.windows(), windows -> new TreeSet<>())
                    .add(time));
        }
        Map<List<MotionWindow>, Map<Double, float[]>> codes = new HashMap<>();
        times.forEach((windows, of) -> codes.put(windows, solved(windows, List.copyOf(of))));
        Map<Double, float[]> blended = new HashMap<>();
        shares.forEach((time, of) -> blended.put(time, blended(time, of, codes)));
        return seconds.stream().map(blended::get).toList();
    }

    /** The codes that one choice of windows gives. */
    private Map<Double, float[]> solved(List<MotionWindow> windows, List<Double> seconds) {
        try (NDManager scope = content.getManager().newSubManager()) {
            NDArray zd0 = motion.joined(windows, ode);
            zd0.attach(scope);
            NDArray tokens = ode.dynamics(zd0, motion.frameNumbers(windows, seconds)); // [T, M, E]
            tokens.attach(scope);
            NDArray wPlus = ode.wPlus(content, style, tokens); // [T, L, S]
            wPlus.attach(scope);
            return rows(wPlus.toFloatArray(), seconds);
        }
    }

    private static Map<Double, float[]> rows(float[] codes, List<Double> seconds) {
        int each = codes.length / seconds.size();
        Map<Double, float[]> rows = new HashMap<>();
        for (int i = 0; i < seconds.size(); i++) {
            float[] row = new float[each];
            System.arraycopy(codes, i * each, row, 0, each);
            rows.put(seconds.get(i), row);
        }
        return rows;
    }

    /** Sums in the order of the shares, which the time alone decides, so that rounding is the same in every segment. */
    private static float[] blended(
            double time, List<WindowShare> shares, Map<List<MotionWindow>, Map<Double, float[]>> codes) {
        List<float[]> parts = new ArrayList<>();
        shares.forEach(share -> parts.add(codes.get(share.windows()).get(time)));
        if (parts.size() == 1) {
            return parts.get(0);
        }
        float[] sum = new float[parts.get(0).length];
        for (int i = 0; i < sum.length; i++) {
            double value = 0;
            for (int part = 0; part < parts.size(); part++) {
                value += shares.get(part).weight() * parts.get(part)[i];
            }
            sum[i] = (float) value;
        }
        return sum;
    }
}
