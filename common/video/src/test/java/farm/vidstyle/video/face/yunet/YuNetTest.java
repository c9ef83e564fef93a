package farm.vidstyle.video.face.yunet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.face.Landmarks;
import farm.vidstyle.video.face.Point;
import farm.vidstyle.video.frame.RgbFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YuNetTest {
    @TempDir
    Path folder;

    @Test
    void aFaceIsFoundWhereTheModelSeesOne() throws Exception {
        YuNet model = YuNet.open(TinyYuNet.write(folder.resolve("tiny.onnx")));

        try (FaceDetector detector = model.detector()) {
            assertThat(detector.detect(0, picture(150, 90))).isEmpty();
            assertFace(detector.detect(1, picture(150, 90, 40, 24, 8)), 40, 24, 8);
            assertFace(detector.detect(2, picture(150, 90, 80, 56, 8)), 80, 56, 8);
        }
    }

    @Test
    void largePicturesAreLookedAtSmallAndTheirLandmarksComeBackLarge() throws Exception {
        YuNet model = YuNet.open(TinyYuNet.write(folder.resolve("tiny.onnx")));

        try (FaceDetector detector = model.detector()) {
            List<Landmarks> faces = detector.detect(0, picture(1280, 720, 640, 320, 16));

            assertFace(faces, 640, 320, 16);
        }
    }

    @Test
    void severalFacesAreAllFound() throws Exception {
        YuNet model = YuNet.open(TinyYuNet.write(folder.resolve("tiny.onnx")));
        RgbFrame picture = picture(200, 200, 40, 40, 8);
        RgbFrame other = picture(200, 200, 144, 120, 8);
        for (int i = 0; i < picture.rgb().length; i++) {
            picture.rgb()[i] |= other.rgb()[i];
        }

        try (FaceDetector detector = model.detector()) {
            assertThat(detector.detect(0, picture)).hasSize(2);
        }
    }

    @Test
    void aFileThatIsNoModelIsRefusedByName() throws Exception {
        byte[] noise = new byte[5000];
        new Random(3).nextBytes(noise);
        byte[] whole = TinyYuNet.model();
        List<byte[]> broken =
                List.of(new byte[0], "not a model".getBytes(US_ASCII), noise, Arrays.copyOf(whole, whole.length / 2));

        for (byte[] bytes : broken) {
            Path file = Files.write(folder.resolve("broken.onnx"), bytes);
            assertThatThrownBy(() -> YuNet.open(file))
                    .isInstanceOf(FaceModelException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("face_detection_yunet_2023mar.onnx");
        }
    }

    @Test
    void aModelOfOtherOutputsIsRefused() throws Exception {
        String model = new String(TinyYuNet.model(), ISO_8859_1);
        Path file = Files.write(
                folder.resolve("other.onnx"), model.replace("kps_16", "xyz_16").getBytes(ISO_8859_1));

        assertThatThrownBy(() -> YuNet.open(file))
                .isInstanceOf(FaceModelException.class)
                .hasMessageContaining("no YuNet model that OpenCV can run");
    }

    @Test
    void aMissingFileIsRefusedByName() {
        Path missing = folder.resolve("nowhere.onnx");

        assertThatThrownBy(() -> YuNet.open(missing))
                .isInstanceOf(FaceModelException.class)
                .hasMessageContaining(missing + " cannot be read; expected a YuNet ONNX file");
    }

    private static void assertFace(List<Landmarks> faces, int x, int y, int cell) {
        assertThat(faces).hasSize(1);
        Landmarks face = faces.get(0);
        List<Point> points = List.of(face.rightEye(), face.leftEye(), face.nose(), face.rightMouth(), face.leftMouth());
        for (int p = 0; p < points.size(); p++) {
            assertThat(points.get(p).x()).isCloseTo(x + cell * TinyYuNet.LANDMARKS[2 * p], within(1e-3));
            assertThat(points.get(p).y()).isCloseTo(y + cell * TinyYuNet.LANDMARKS[2 * p + 1], within(1e-3));
        }
    }

    /** Black, with white squares: x, y and side in turn. */
    private static RgbFrame picture(int width, int height, int... squares) {
        byte[] rgb = new byte[width * height * RgbFrame.CHANNELS];
        for (int s = 0; s < squares.length; s += 3) {
            for (int y = squares[s + 1]; y < squares[s + 1] + squares[s + 2]; y++) {
                int row = y * width + squares[s];
                Arrays.fill(rgb, row * RgbFrame.CHANNELS, (row + squares[s + 2]) * RgbFrame.CHANNELS, (byte) 255);
            }
        }
        return new RgbFrame(width, height, rgb, 0);
    }
}
