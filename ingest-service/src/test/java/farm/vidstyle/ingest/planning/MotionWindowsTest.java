package farm.vidstyle.ingest.planning;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionWindowsTest {
    private static final double FPS = 25;

    @Test
    void aVideoOfOneLengthIsOneWindow() {
        assertThat(windows(100, 100, 0).all()).containsExactly(new MotionWindow(0, 0, 100, 0, 99 / FPS));
    }

    @Test
    void aLongerVideoIsCutIntoWindowsOfNearlyEqualLength() {
        List<MotionWindow> all = windows(250, 100, 0).all();

        assertThat(all).extracting(MotionWindow::firstFrame).containsExactly(0, 75, 150);
        assertThat(all).extracting(MotionWindow::frames).containsOnly(100);
    }

    @Test
    void aShotBeginsAWindowOfItsOwn() {
        MotionWindows windows = windows(60, 100, 0, 20);

        assertThat(windows.all()).extracting(MotionWindow::firstFrame).containsExactly(0, 20);
        assertThat(windows.at(19.9 / FPS)).extracting(MotionWindow::window).containsExactly(0);
        assertThat(windows.at(20 / FPS)).extracting(MotionWindow::window).containsExactly(1);
    }

    @Test
    void timesOutsideTheVideoBelongToItsEnds() {
        MotionWindows windows = windows(60, 100, 0, 20);

        assertThat(windows.at(-1)).extracting(MotionWindow::window).containsExactly(0);
        assertThat(windows.at(9)).extracting(MotionWindow::window).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFrameLiesInOneWindowOrInTheOverlapOfTwo(long seed) {
        Random random = new Random(seed);
        for (int trial = 0; trial < 50; trial++) {
            int frames = 1 + random.nextInt(2000);
            int length = 8 + random.nextInt(120);
            TreeSet<Integer> shots = new TreeSet<>(List.of(0));
            random.ints(random.nextInt(4), 0, frames).forEach(shots::add);

            MotionWindows windows =
                    windows(frames, length, shots.stream().mapToInt(i -> i).toArray());

            requireSound(windows, shots, frames, length);
        }
    }

    private static void requireSound(MotionWindows windows, NavigableSet<Integer> shots, int frames, int length) {
        List<MotionWindow> all = windows.all();
        for (int k = 0; k < all.size(); k++) {
            MotionWindow window = all.get(k);
            int last = window.firstFrame() + window.frames() - 1;
            assertThat(window.window()).isEqualTo(k);
            assertThat(window.frames()).isBetween(1, length);
            assertThat(last).isLessThan(frames);
            assertThat(shots.floor(last)).as("shot of the last frame").isEqualTo(shots.floor(window.firstFrame()));
            if (!shots.contains(window.firstFrame())) {
                MotionWindow before = all.get(k - 1);
                assertThat(before.firstFrame() + before.frames() - window.firstFrame())
                        .as("overlap")
                        .isGreaterThanOrEqualTo(length / 4);
            }
        }
        for (int frame = 0; frame < frames; frame++) {
            int number = frame;
            List<MotionWindow> holding = all.stream()
                    .filter(w -> w.firstFrame() <= number && number < w.firstFrame() + w.frames())
                    .toList();
            assertThat(holding).as("windows of frame " + frame).hasSizeBetween(1, 2);
            assertThat(windows.at(frame / FPS)).isEqualTo(holding);
        }
    }

    private static MotionWindows windows(int frames, int videoLength, int... shots) {
        List<Integer> firstFrames = java.util.Arrays.stream(shots).boxed().toList();
        VideoSplit split = new VideoSplit(
                new VideoId("vid_A"),
                new ModelRef("demo", "1", "0".repeat(64)),
                new Timeline(frames, FPS, frames / FPS),
                (frames + 15) / 16,
                64,
                64,
                false,
                firstFrames,
                Instant.EPOCH);
        return new MotionWindows(split, videoLength);
    }
}
