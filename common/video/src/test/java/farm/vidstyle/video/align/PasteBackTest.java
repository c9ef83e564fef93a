package farm.vidstyle.video.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PasteBackTest {
    private static final PictureSize SOURCE = new PictureSize(200, 150);
    private static final PictureSize ALIGNED = new PictureSize(128, 128);

    /** A square of side 80 around (110, 70), turned by 0.4. */
    private static final Affine TURNED = turned(0.4);

    @Test
    void whatWasCutComesBackToItsPlace() {
        RgbFrame source = waves();
        RgbFrame aligned = Warp.take(source, TURNED, ALIGNED);

        RgbFrame pasted = new PasteBack(TURNED, ALIGNED, 0).paste(aligned, black());

        assertInsideIs(source, pasted);
    }

    @Test
    void aPictureOfAnotherSizeComesToTheSamePlace() {
        RgbFrame source = waves();
        PictureSize large = new PictureSize(1024, 1024);
        RgbFrame rendered = Warp.take(source, TURNED.then(Affine.resize(ALIGNED, large)), large);

        RgbFrame pasted = new PasteBack(TURNED, ALIGNED, 0).paste(rendered, black());

        assertInsideIs(source, pasted);
    }

    @Test
    void outsideOfTheSquareNothingChanges() {
        RgbFrame source = waves();

        RgbFrame pasted = new PasteBack(TURNED, ALIGNED, 0.2).paste(Warp.take(black(), TURNED, ALIGNED), source);

        for (int y = 0; y < SOURCE.height(); y++) {
            for (int x = 0; x < SOURCE.width(); x++) {
                if (inside(x, y) < 0) {
                    assertThat(pasted.pixel(x, y)).isEqualTo(source.pixel(x, y));
                }
            }
        }
        assertThat(pasted.pixel(110, 70)).isEqualTo(0);
    }

    @Test
    void theBorderFades() {
        PasteBack paste = new PasteBack(Affine.IDENTITY, SOURCE, 0.2); // 30 pixels

        RgbFrame pasted = paste.paste(grey(200), grey(100));

        assertThat(pasted.pixel(0, 75) & 0xff).isEqualTo(100);
        assertThat(pasted.pixel(14, 75) & 0xff).isBetween(140, 155);
        assertThat(pasted.pixel(30, 75) & 0xff).isEqualTo(200);
        assertThat(pasted.pixel(100, 75) & 0xff).isEqualTo(200);
        for (int x = 1; x < 30; x++) {
            assertThat(pasted.pixel(x, 75) & 0xff).isBetween(pasted.pixel(x - 1, 75) & 0xff, 200);
        }
    }

    @Test
    void aStretchedFrameIsPastedBackToo() {
        RgbFrame source = waves();
        AlignedFrame aligned = new BoxAligner(Alignment.NONE, new PictureSize(320, 320)).align(0, source);

        RgbFrame pasted =
                new PasteBack(aligned.fromSource(), aligned.frame().size(), 0).paste(aligned.frame(), black());

        for (int y = 0; y < SOURCE.height(); y++) {
            for (int x = 0; x < SOURCE.width(); x++) {
                assertThat(pasted.pixel(x, y) & 0xff)
                        .isBetween((source.pixel(x, y) & 0xff) - 3, (source.pixel(x, y) & 0xff) + 3);
            }
        }
    }

    @Test
    void aFrameBesideThePictureChangesNothing() {
        Affine beside = new Affine(1, 0, 5000, 0, 1, 0);

        assertThat(new PasteBack(beside, ALIGNED, 0.1).paste(Warp.take(black(), TURNED, ALIGNED), waves()))
                .isEqualTo(waves());
    }

    @Test
    void aFeatherBeyondTheMiddleIsRefused() {
        assertThatThrownBy(() -> new PasteBack(TURNED, ALIGNED, 0.6))
                .hasMessageContaining("0.6; expected a share from 0 to 0.5");
    }

    private static void assertInsideIs(RgbFrame source, RgbFrame pasted) {
        int compared = 0;
        for (int y = 0; y < SOURCE.height(); y++) {
            for (int x = 0; x < SOURCE.width(); x++) {
                if (inside(x, y) > 1) {
                    compared++;
                    for (int shift = 0; shift <= 16; shift += 8) {
                        int expected = (source.pixel(x, y) >> shift) & 0xff;
                        assertThat((pasted.pixel(x, y) >> shift) & 0xff)
                                .as("(%s, %s)", x, y)
                                .isBetween(expected - 3, expected + 3);
                    }
                } else if (inside(x, y) < 0) {
                    assertThat(pasted.pixel(x, y)).isEqualTo(0);
                }
            }
        }
        assertThat(compared).isGreaterThan(5000);
    }

    /** How far inside the square, in aligned pixels. */
    private static double inside(int x, int y) {
        double u = TURNED.x(x + 0.5, y + 0.5);
        double v = TURNED.y(x + 0.5, y + 0.5);
        return Math.min(Math.min(u, ALIGNED.width() - u), Math.min(v, ALIGNED.height() - v));
    }

    private static Affine turned(double angle) {
        double cos = 1.6 * Math.cos(angle);
        double sin = 1.6 * Math.sin(angle);
        return new Affine(cos, sin, 64 - cos * 110 - sin * 70, -sin, cos, 64 + sin * 110 - cos * 70);
    }

    /** Smooth enough that resampling twice loses next to nothing. */
    private static RgbFrame waves() {
        byte[] rgb = new byte[SOURCE.width() * SOURCE.height() * RgbFrame.CHANNELS];
        for (int y = 0, i = 0; y < SOURCE.height(); y++) {
            for (int x = 0; x < SOURCE.width(); x++) {
                rgb[i++] = (byte) (128 + 90 * Math.sin(x / 6.0));
                rgb[i++] = (byte) (128 + 90 * Math.cos(y / 5.0));
                rgb[i++] = (byte) (128 + 90 * Math.sin((x + y) / 8.0));
            }
        }
        return new RgbFrame(SOURCE.width(), SOURCE.height(), rgb, 1.5);
    }

    private static RgbFrame black() {
        return grey(0);
    }

    private static RgbFrame grey(int level) {
        byte[] rgb = new byte[SOURCE.width() * SOURCE.height() * RgbFrame.CHANNELS];
        Arrays.fill(rgb, (byte) level);
        return new RgbFrame(SOURCE.width(), SOURCE.height(), rgb, 1.5);
    }
}
