package farm.vidstyle.render.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.farm.edit.Region;
import farm.vidstyle.farm.event.MotionDriver;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.id.VideoId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowShareTest {
    private static final MotionWindow A = new MotionWindow(0, 0, 101, 0, 10);
    private static final MotionWindow B = new MotionWindow(1, 75, 101, 7.5, 17.5);
    private static final MotionWindow AFTER_CUT = new MotionWindow(2, 176, 50, 17.6, 22.5);

    @Test
    void oneWindowHasAllTimes() {
        for (double seconds : new double[] {-5, 0, 3, 10, 99}) {
            assertThat(WindowShare.at(seconds, List.of(driver(A)))).containsExactly(new WindowShare(List.of(A), 1));
        }
    }

    @Test
    void insideAnOverlapTheLaterWindowGrowsLinearly() {
        assertThat(weightOf(B, 7.5)).isZero();
        assertThat(weightOf(B, 8.125)).isEqualTo(0.25, within(1e-12));
        assertThat(weightOf(B, 8.75)).isEqualTo(0.5, within(1e-12));
        assertThat(weightOf(B, 10)).isEqualTo(1);
        assertThat(WindowShare.at(10, List.of(driver(A, B)))).hasSize(1);
    }

    @Test
    void atACutTheNextWindowTakesOverAtOnce() {
        List<MotionDriver> drivers = List.of(driver(A, B, AFTER_CUT));

        assertThat(WindowShare.at(17.55, drivers)).containsExactly(new WindowShare(List.of(B), 1));
        assertThat(WindowShare.at(17.6, drivers)).containsExactly(new WindowShare(List.of(AFTER_CUT), 1));
        assertThat(WindowShare.at(17.6 - 1e-9, drivers)).containsExactly(new WindowShare(List.of(AFTER_CUT), 1));
    }

    @Test
    void everyDriverTakesPartWithItsOwnWindows() {
        List<WindowShare> shares = WindowShare.at(8.125, List.of(driver(A, B), driver(A)));

        assertThat(shares).extracting(WindowShare::windows).containsExactly(List.of(B, A), List.of(A, A));
        assertThat(shares).extracting(WindowShare::weight).containsExactly(0.25, 0.75);
    }

    @Test
    void windowsThatATimeDoesNotReachChangeNothing() {
        for (double seconds = 0; seconds < 17.5; seconds += 0.37) {
            assertThat(WindowShare.at(seconds, List.of(driver(A, B, AFTER_CUT))))
                    .isEqualTo(WindowShare.at(seconds, List.of(driver(A, B))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sharesAddUpToOneWhateverTheOverlaps(long seed) {
        Random random = new Random(seed);
        MotionWindow[] windows = new MotionWindow[4];
        double start = 0;
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new MotionWindow(i, i, 1, start, start + 2 + 3 * random.nextDouble());
            start += random.nextDouble() * 3;
        }

        for (double seconds = -1; seconds < 12; seconds += 0.05) {
            List<WindowShare> shares = WindowShare.at(seconds, List.of(driver(windows), driver(A, B)));

            assertThat(shares).allMatch(share -> share.weight() > 0);
            assertThat(shares.stream().mapToDouble(WindowShare::weight).sum()).isEqualTo(1, within(1e-12));
        }
    }

    private static double weightOf(MotionWindow window, double seconds) {
        return WindowShare.at(seconds, List.of(driver(A, B))).stream()
                .filter(share -> share.windows().contains(window))
                .mapToDouble(WindowShare::weight)
                .sum();
    }

    private static MotionDriver driver(MotionWindow... windows) {
        return new MotionDriver(new VideoId("vid_A"), Region.FULL, 10, List.of(windows));
    }
}
