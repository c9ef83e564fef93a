package farm.vidstyle.render.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Region;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.networks.stylegan.Precision;
import farm.vidstyle.networks.weights.Safetensors;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.worker.testing.TinyBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mathematics of a segment, without farm around it. */
class FrameCodesTest {
    private static final VideoId A = new VideoId("vid_A");
    private static final VideoId B = new VideoId("vid_B");
    private static final MotionWindow FIRST = new MotionWindow(0, 0, 21, 0, 2);
    private static final MotionWindow SECOND = new MotionWindow(1, 15, 21, 1.5, 3.5);
    private static final double FPS = 10;

    @TempDir
    private static Path folder;

    private static ObjectStore store;
    private static ModelRef ref;
    private static ModelBundle model;

    private final NDManager request = model.newManager();

    @BeforeAll
    static void openModel() {
        TinyBundle.write(folder.resolve("tiny"), "tiny", 5, 1);
        store = ObjectStore.open(new StoreConfig.Directory(folder.resolve("store")));
        ref = TinyBundle.push(folder.resolve("tiny"), store);
        model = ModelBundle.open(folder.resolve("tiny"));
        long seed = 0;
        for (VideoId video : List.of(A, B)) {
            for (MotionWindow window : List.of(FIRST, SECOND)) {
                storeMotion(video, window, ++seed);
            }
        }
    }

    @AfterAll
    static void closeModel() {
        model.close();
        store.close();
    }

    @AfterEach
    void closeRequest() {
        request.close();
    }

    @Test
    void pixelsDoNotDependOnSegmentBoundaries() throws Exception {
        List<Double> times = times(-8, 48, 12);

        List<RgbFrame> whole = painted(times, driver(A, FIRST, SECOND));
        List<RgbFrame> parts = new ArrayList<>(painted(times.subList(0, 13), driver(A, FIRST)));
        parts.addAll(painted(times.subList(13, 21), driver(A, FIRST)));
        parts.addAll(painted(times.subList(21, 56), driver(A, FIRST, SECOND)));

        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void picturesFollowTheMotion() throws Exception {
        List<RgbFrame> frames = painted(List.of(0.0, 1.0, 0.0), driver(A, FIRST));

        assertThat(frames.get(1)).isNotEqualTo(frames.get(0));
        assertThat(frames.get(2)).isEqualTo(frames.get(0));
    }

    @Test
    void insideAnOverlapCodesGoLinearlyFromOneWindowToTheOther() throws Exception {
        List<Double> times = List.of(1.5, 1.625, 1.75, 2.0);
        List<float[]> first = codes(times, driver(A, FIRST));
        List<float[]> second = codes(times, driver(A, SECOND));

        List<float[]> both = codes(times, driver(A, FIRST, SECOND));

        double[] shareOfSecond = {0, 0.25, 0.5, 1};
        for (int i = 0; i < times.size(); i++) {
            for (int k = 0; k < both.get(i).length; k++) {
                double expected = (1 - shareOfSecond[i]) * first.get(i)[k] + shareOfSecond[i] * second.get(i)[k];
                assertThat((double) both.get(i)[k]).isEqualTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void aLaterDriverOfTheWholeFrameIsTheOnlyOne() throws Exception {
        List<Double> times = times(0, 10, 7);

        List<float[]> replaced = codes(times, driver(A, FIRST), driver(B, FIRST));

        assertSame(replaced, codes(times, driver(B, FIRST)));
    }

    @Test
    void aLaterDriverChangesOnlyTheStateOfItsRegion() throws Exception {
        Region lower = new Region(0, 0.5, 1, 0.5);
        MotionDriver second = new MotionDriver(B, lower, FPS, List.of(FIRST));
        DrivenMotion motion = DrivenMotion.load(request(List.of(0.0), driver(A, FIRST), second), store, request);

        double[] joined =
                motion.joined(List.of(FIRST, FIRST), model.vidStyleOde()).toDoubleArray();

        double[] a = state(1).clone();
        double[] b = state(3);
        int cells = TinyBundle.STATE_CELLS * TinyBundle.STATE_CELLS;
        for (int i = 0; i < a.length; i++) {
            assertThat(joined[i]).isEqualTo(i % cells < cells / 2 ? a[i] : b[i]);
        }
    }

    @Test
    void statesOfWindowsThatStartApartAreJoinedAtTheLaterStart() throws Exception {
        List<Double> times = List.of(1.6, 2.5);

        List<float[]> joined = codes(times, driver(A, FIRST), driver(B, SECOND));

        // the later driver has the whole frame, so that all that remains of the first is its clock
        assertSame(joined, codes(times, driver(B, SECOND)));
    }

    @Test
    void nothingButResultsIsLeftBehind() throws Exception {
        FrameCodes codes = frameCodes(times(0, 3, 10), driver(A, FIRST, SECOND), driver(B, FIRST));
        FramePainter painter = new FramePainter(model, codes, Precision.FLOAT32);
        int before = request.getManagedArrays().size();

        painter.paint(codes.at(times(0, 40, 10)).subList(0, 16), request);

        assertThat(request.getManagedArrays()).hasSize(before);
    }

    private static void assertSame(List<float[]> actual, List<float[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-6f));
        }
    }

    private List<RgbFrame> painted(List<Double> seconds, MotionDriver... drivers) throws Exception {
        FrameCodes codes = frameCodes(seconds, drivers);
        FramePainter painter = new FramePainter(model, codes, Precision.FLOAT32);
        List<float[]> all = codes.at(seconds);
        List<RgbFrame> frames = new ArrayList<>();
        for (int first = 0; first < all.size(); first += painter.atOnce()) {
            frames.addAll(painter.paint(all.subList(first, Math.min(all.size(), first + painter.atOnce())), request));
        }
        return frames;
    }

    private List<float[]> codes(List<Double> seconds, MotionDriver... drivers) throws Exception {
        return frameCodes(seconds, drivers).at(seconds);
    }

    private FrameCodes frameCodes(List<Double> seconds, MotionDriver... drivers) throws Exception {
        SegmentRequested segment = request(seconds, drivers);
        double[] numbers = new Random(9)
                .doubles(TinyBundle.LAYERS * TinyBundle.STYLE_WIDTH, -1, 1)
                .toArray();
        NDArray content = request.create(numbers, new Shape(1, TinyBundle.LAYERS, TinyBundle.STYLE_WIDTH))
                .toType(DataType.FLOAT32, false);
        NDArray style = new StyleCodes().of(segment, model, content);
        return new FrameCodes(model.vidStyleOde(), DrivenMotion.load(segment, store, request), content, style);
    }

    private static SegmentRequested request(List<Double> seconds, MotionDriver... drivers) {
        return new SegmentRequested(
                new EditId("edit"),
                0,
                ref,
                new Content(A, null),
                21,
                List.of(drivers),
                new Style("a face", "a smiling face", 1.3),
                25,
                seconds);
    }

    private static MotionDriver driver(VideoId video, MotionWindow... windows) {
        return new MotionDriver(video, Region.FULL, FPS, List.of(windows));
    }

    private static List<Double> times(int from, int until, double fps) {
        return IntStream.range(from, until).mapToObj(i -> i / fps).toList();
    }

    private static double[] state(long seed) {
        return new Random(seed)
                .doubles(TinyBundle.STATE_CHANNELS * TinyBundle.STATE_CELLS * TinyBundle.STATE_CELLS, -1, 1)
                .toArray();
    }

    private static void storeMotion(VideoId video, MotionWindow window, long seed) {
        try (NDManager manager = model.newManager()) {
            Shape shape = new Shape(1, TinyBundle.STATE_CHANNELS, TinyBundle.STATE_CELLS, TinyBundle.STATE_CELLS);
            store.put(
                    Layout.motion(video, ref, window.window()),
                    Safetensors.encode(Map.of("zd0", manager.create(state(seed), shape)), Map.of()));
        }
    }
}
