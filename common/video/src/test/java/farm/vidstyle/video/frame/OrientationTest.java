package farm.vidstyle.video.frame;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.video.encode.TestMedia;
import org.junit.jupiter.api.Test;

class OrientationTest {
    private static final int ONE = 1 << 16;

    private final RgbFrame stored = TestMedia.frame(8, 4, 1);

    @Test
    void halfTurnAndMirrorsMoveTheCorners() {
        RgbFrame turned = Orientation.of(new int[] {-ONE, 0, 0, 0, -ONE, 0, 0, 0, 1 << 30})
                .applyTo(stored);
        RgbFrame mirrored =
                Orientation.of(new int[] {-ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30}).applyTo(stored);

        assertThat(turned.pixel(0, 0)).isEqualTo(stored.pixel(7, 3));
        assertThat(mirrored.pixel(0, 3)).isEqualTo(stored.pixel(7, 3));
    }

    @Test
    void fourQuarterTurnsGiveThePictureBack() {
        Orientation quarter = Orientation.of(new int[] {0, ONE, 0, -ONE, 0, 0, 0, 0, 1 << 30});

        RgbFrame turned = stored;
        for (int i = 0; i < 4; i++) {
            turned = quarter.applyTo(turned);
        }

        assertThat(turned).isEqualTo(stored);
    }

    @Test
    void nonsenseMatrixLeavesThePictureAlone() {
        assertThat(Orientation.of(new int[9])).isEqualTo(Orientation.UPRIGHT);
    }
}
