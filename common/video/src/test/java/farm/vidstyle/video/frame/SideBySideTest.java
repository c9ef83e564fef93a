package farm.vidstyle.video.frame;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.video.encode.TestMedia;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void secondFrameIsFittedBesideTheFirst() {
        RgbFrame both = SideBySide.of(TestMedia.plain(20, 30, 0xff0000), TestMedia.plain(10, 10, 0x0000ff));

        assertThat(both.size()).isEqualTo(new PictureSize(20 + 4 + 30, 30));
        assertThat(both.pixel(19, 29)).isEqualTo(0xff0000);
        assertThat(both.pixel(21, 15)).isEqualTo(0x000000);
        assertThat(both.pixel(24, 0)).isEqualTo(0x0000ff);
    }
}
