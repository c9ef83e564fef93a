package farm.vidstyle.video.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class BoxAlignerTest {
    private static final PictureSize TARGET = new PictureSize(32, 32);

    @Test
    void wholeFrameIsStretched() {
        AlignedFrame aligned = new BoxAligner(Alignment.NONE, TARGET).align(0, TestMedia.frame(96, 64, 0));

        assertThat(aligned.frame().size()).isEqualTo(TARGET);
        assertThat(aligned.fromSource()).isEqualTo(new Affine(32 / 96.0, 0, 0, 0, 0.5, 0));
    }

    @Test
    void centreIsCutToTheModelsAspect() {
        AlignedFrame aligned = new BoxAligner(Alignment.CENTER_CROP, TARGET).align(0, TestMedia.frame(96, 64, 0));

        assertThat(aligned.frame().size()).isEqualTo(TARGET);
        assertThat(aligned.fromSource()).isEqualTo(new Affine(0.5, 0, -8, 0, 0.5, 0));
    }

    @Test
    void cropAlreadyOfTheRightSizeIsNotTouched() {
        RgbFrame source = TestMedia.frame(64, 32, 0);

        RgbFrame aligned =
                new BoxAligner(Alignment.CENTER_CROP, TARGET).align(0, source).frame();

        assertThat(aligned.pixel(0, 0)).isEqualTo(source.pixel(16, 0));
        assertThat(aligned.pixel(31, 31)).isEqualTo(source.pixel(47, 31));
    }

    @Test
    void inverseLeadsBackToTheSource() {
        Affine there = new Affine(0.5, 0.1, -8, -0.1, 0.4, 3);
        Affine back = there.inverse();

        assertThat(back.x(there.x(20, 30), there.y(20, 30))).isCloseTo(20, within(1e-9));
        assertThat(back.y(there.x(20, 30), there.y(20, 30))).isCloseTo(30, within(1e-9));
    }
}
