package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.render.motion.StoredMotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The drivers' motions as one: the first driver's state, in which each later one replaces the cells of its region.
 *
 * <p>States can only be joined at one moment. For windows that start together, as those of short videos do, it is their
 * first frame, and the states are the stored ones; otherwise it is the latest start, up to which the others are solved.
 * From there the joined state goes on, on the first driver's clock.
 */
final class DrivenMotion {
    private final List<MotionDriver> drivers;
    private final List<Map<MotionWindow, NDArray>> states;

    private DrivenMotion(List<MotionDriver> drivers, List<Map<MotionWindow, NDArray>> states) {
        this.drivers = drivers;
        this.states = states;
    }

    /** Reads the motion of every window in the request into {@code manager}. */
    static DrivenMotion load(SegmentRequested request, ObjectStore store, NDManager manager) throws PermanentFailure {
        List<Map<MotionWindow, NDArray>> states = new ArrayList<>();
        for (MotionDriver driver : request.drivers()) {
            Map<MotionWindow, NDArray> ofDriver = new HashMap<>();
            for (MotionWindow window : driver.windows()) {
                ObjectKey key = Layout.motion(driver.video(), request.model(), window.window());
                ofDriver.put(window, StoredMotion.stateOf(key, store.read(key), manager));
            }
            states.add(ofDriver);
        }
        return new DrivenMotion(request.drivers(), states);
    }

    List<MotionDriver> drivers() {
        return drivers;
    }

    /** Where the windows' common clock is 0, in the drivers' seconds. */
    static double start(List<MotionWindow> windows) {
        return windows.stream().mapToDouble(MotionWindow::start).max().orElseThrow();
    }

    /** Times on the windows' common clock, whose unit is a frame of the first driver. */
    double[] frameNumbers(List<MotionWindow> windows, List<Double> seconds) {
        double start = start(windows);
        double fps = drivers.get(0).fps();
        return seconds.stream().mapToDouble(s -> (s - start) * fps).toArray();
    }

    /** The joined state [1, C, h, w] float64 at {@link #start}. */
    NDArray joined(List<MotionWindow> windows, VidStyleOde ode) {
        double start = start(windows);
        NDManager manager = states.get(0).get(windows.get(0)).getManager();
        try (NDManager scope = manager.newSubManager()) {
            NDArray joined = at(start, 0, windows.get(0), ode);
            joined.attach(scope);
            for (int driver = 1; driver < windows.size(); driver++) {
                NDArray other = at(start, driver, windows.get(driver), ode);
                other.attach(scope);
                joined = replaced(joined, other, driver, scope);
            }
            return scope.ret(joined);
        }
    }

    private NDArray at(double seconds, int driver, MotionWindow window, VidStyleOde ode) {
        NDArray zd0 = states.get(driver).get(window);
        double frames = (seconds - window.start()) * drivers.get(driver).fps();
        return frames == 0 ? zd0.duplicate() : ode.stateAt(zd0, frames);
    }

    private NDArray replaced(NDArray state, NDArray other, int driver, NDManager scope) {
        Shape shape = state.getShape();
        if (!other.getShape().equals(shape)) {
            throw new IllegalArgumentException(
                    "the motion of " + drivers.get(driver).video() + " is " + other.getShape() + ", that of "
                            + drivers.get(0).video() + " is " + shape + "; expected states of one size");
        }
        int rows = (int) shape.get(2);
        int columns = (int) shape.get(3);
        double[] cells = RegionCells.mask(drivers.get(driver).region(), rows, columns);
        NDArray mask = scope.create(cells, new Shape(1, 1, rows, columns));
        // a cell is 0 or 1, so that each product is exact and nothing of the replaced state remains
        return state.mul(mask.neg().add(1)).add(other.mul(mask));
    }
}
