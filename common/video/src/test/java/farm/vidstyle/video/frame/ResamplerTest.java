package farm.vidstyle.video.frame;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.video.encode.TestMedia;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    @Test
    void plainColourStaysItself() {
        RgbFrame plain = TestMedia.plain(53, 31, 0x123456);

        for (PictureSize target :
                new PictureSize[] {new PictureSize(7, 5), new PictureSize(100, 64), new PictureSize(1, 1)}) {
            RgbFrame resampled = Resampler.resample(plain, Box.whole(plain.size()), target);
            assertThat(resampled.rgb())
                    .isEqualTo(TestMedia.plain(target.width(), target.height(), 0x123456)
                            .rgb());
        }
    }

    @Test
    void fineStripesBecomeGreyInsteadOfAliasing() {
        byte[] rgb = new byte[128 * 16 * RgbFrame.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / RgbFrame.CHANNELS % 2 == 0 ? 255 : 0);
        }

        RgbFrame small =
                Resampler.resample(new RgbFrame(128, 16, rgb, 0), new Box(0, 0, 128, 16), new PictureSize(16, 16));

        for (int x = 2; x < 14; x++) {
            assertThat(small.pixel(x, 8) & 0xff).isBetween(122, 133);
        }
    }

    @Test
    void boxTakesItsPartOnly() {
        RgbFrame frame = TestMedia.frame(64, 48, 3);

        RgbFrame part = Resampler.resample(frame, new Box(10, 5, 20, 30), new PictureSize(20, 30));

        assertThat(part.pixel(0, 0)).isEqualTo(frame.pixel(10, 5));
        assertThat(part.pixel(19, 29)).isEqualTo(frame.pixel(29, 34));
        assertThat(part.seconds()).isEqualTo(frame.seconds());
    }
}
