package farm.vidstyle.video.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceTrackTest {
    private static final int FRAMES = 60;

    @Test
    void jitterFallsToLessThanHalf() {
        Random noise = new Random(7);
        List<Optional<FaceCrop>> seen = seen(
                i -> new FaceCrop(200 + 2 * noise.nextGaussian(), 100, 80 * Math.exp(0.02 * noise.nextGaussian()), 0));

        List<FaceCrop> smooth = smooth(seen, List.of(0)).crops();

        assertThat(jitter(smooth))
                .isLessThan(
                        0.25 * jitter(seen.stream().map(Optional::orElseThrow).toList()));
        assertThat(smooth).allSatisfy(crop -> assertThat(crop.centreX()).isCloseTo(200, within(3.0)));
    }

    @Test
    void straightMotionPassesWithoutLagAtItsEndsToo() {
        IntFunction<FaceCrop> motion = i -> new FaceCrop(10 + 3 * i, 200 - i, 50 * Math.exp(0.01 * i), -0.5 + 0.02 * i);

        List<FaceCrop> smooth = smooth(seen(motion), List.of(0)).crops();

        for (int i = 0; i < FRAMES; i++) {
            assertClose(smooth.get(i), motion.apply(i), 1e-9);
        }
    }

    @Test
    void aFaceThatTurnsPastHalfATurnDoesNotSpinBack() {
        List<FaceCrop> smooth = smooth(
                        seen(i -> new FaceCrop(0, 0, 50, Math.IEEEremainder(3 + 0.01 * i, 2 * Math.PI))), List.of(0))
                .crops();

        for (int i = 0; i < FRAMES; i++) {
            assertThat(Math.IEEEremainder(smooth.get(i).angle() - 3 - 0.01 * i, 2 * Math.PI))
                    .isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void gapsAreBridgedAndEndsHeldAndBothMarked() {
        IntFunction<FaceCrop> motion = i -> new FaceCrop(10 + 3 * i, 200, 50, 0);
        List<Optional<FaceCrop>> seen = seen(motion);
        IntStream.range(20, 45).forEach(i -> seen.set(i, Optional.empty()));
        IntStream.range(55, 60).forEach(i -> seen.set(i, Optional.empty()));

        FaceTrack track = smooth(seen, List.of(0));

        for (int i = 0; i < 48; i++) { // the seam with what is held is smoothed from here on
            assertClose(track.crops().get(i), motion.apply(i), 1e-9);
        }
        assertThat(track.crops().get(59).centreX()).isCloseTo(motion.apply(54).centreX(), within(3.0));
        assertThat(IntStream.range(0, FRAMES)
                        .filter(i -> !track.found().get(i))
                        .boxed()
                        .toList())
                .isEqualTo(IntStream.concat(IntStream.range(20, 45), IntStream.range(55, 60))
                        .boxed()
                        .toList());
    }

    @Test
    void nothingIsSmoothedAcrossACut() {
        List<Optional<FaceCrop>> seen = seen(i -> i < 30 ? new FaceCrop(10, 10, 40, 0) : new FaceCrop(500, 300, 90, 1));

        List<FaceCrop> smooth = smooth(seen, List.of(0, 30)).crops();

        assertClose(smooth.get(29), new FaceCrop(10, 10, 40, 0), 1e-9);
        assertClose(smooth.get(30), new FaceCrop(500, 300, 90, 1), 1e-9);
    }

    @Test
    void aShotWithoutAFaceKeepsItsNeighboursCrop() {
        List<Optional<FaceCrop>> seen = seen(i -> new FaceCrop(i < 40 ? 100 : 300, 10, 40, 0));
        IntStream.range(0, 10).forEach(i -> seen.set(i, Optional.empty()));
        IntStream.range(20, 30).forEach(i -> seen.set(i, Optional.empty()));

        FaceTrack track = smooth(seen, List.of(0, 10, 20, 30, 40));

        assertThat(track.crops()).hasSize(FRAMES);
        assertClose(track.crops().get(0), new FaceCrop(100, 10, 40, 0), 1e-9);
        assertClose(track.crops().get(25), new FaceCrop(100, 10, 40, 0), 1e-9);
        assertThat(track.found()).startsWith(false).contains(true);
    }

    private static FaceTrack smooth(List<Optional<FaceCrop>> seen, List<Integer> shots) {
        List<Double> seconds =
                IntStream.range(0, FRAMES).mapToObj(i -> i / 30.0).toList();
        return FaceTrack.smooth(seen, seconds, shots);
    }

    private static List<Optional<FaceCrop>> seen(IntFunction<FaceCrop> motion) {
        List<Optional<FaceCrop>> seen = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            seen.add(Optional.of(motion.apply(i)));
        }
        return seen;
    }

    /** Mean square of the second difference, which is 0 for straight motion. */
    private static double jitter(List<FaceCrop> crops) {
        return IntStream.range(1, FRAMES - 1)
                .mapToDouble(i -> crops.get(i - 1).centreX()
                        - 2 * crops.get(i).centreX()
                        + crops.get(i + 1).centreX())
                .map(change -> change * change)
                .average()
                .orElseThrow();
    }

    private static void assertClose(FaceCrop actual, FaceCrop expected, double tolerance) {
        assertThat(actual.centreX()).isCloseTo(expected.centreX(), within(tolerance));
        assertThat(actual.centreY()).isCloseTo(expected.centreY(), within(tolerance));
        assertThat(actual.size()).isCloseTo(expected.size(), within(tolerance));
        assertThat(actual.angle()).isCloseTo(expected.angle(), within(tolerance));
    }
}
