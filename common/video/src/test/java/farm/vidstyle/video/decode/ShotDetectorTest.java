package farm.vidstyle.video.decode;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class ShotDetectorTest {
    private final ShotDetector detector = new ShotDetector();

    @Test
    void motionIsNoCut() {
        for (int i = 0; i < 60; i++) {
            detector.accept(TestMedia.frame(96, 64, i));
        }

        assertThat(detector.firstFrames()).containsExactly(0L);
    }

    @Test
    void everyShotBeginsWithItsFirstFrame() {
        for (int i = 0; i < 30; i++) {
            RgbFrame frame = TestMedia.frame(96, 64, i);
            detector.accept(i >= 10 && i < 20 ? inverted(frame) : frame);
        }

        assertThat(detector.firstFrames()).containsExactly(0L, 10L, 20L);
    }

    @Test
    void fadeIsNoCut() {
        for (int i = 0; i < 50; i++) {
            int grey = 20 + 4 * i;
            detector.accept(TestMedia.plain(96, 64, grey << 16 | grey << 8 | grey));
        }

        assertThat(detector.firstFrames()).containsExactly(0L);
    }

    private static RgbFrame inverted(RgbFrame frame) {
        byte[] rgb = frame.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ~rgb[i];
        }
        return new RgbFrame(frame.width(), frame.height(), rgb, frame.seconds());
    }
}
