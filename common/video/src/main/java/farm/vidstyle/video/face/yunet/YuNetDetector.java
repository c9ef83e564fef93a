package farm.vidstyle.video.face.yunet;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.face.Landmarks;
import farm.vidstyle.video.face.Point;
import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/** OpenCV's detector. Large pictures are looked at in the size that the model was trained for, small ones as they are. */
final class YuNetDetector implements FaceDetector {
    private static final int LONGER_SIDE = 640;
    private static final float MIN_SCORE = 0.7f;
    private static final float MAX_OVERLAP = 0.3f;
    private static final int MOST_CANDIDATES = 500;
    private static final int DEFAULT_BACKEND = 0;
    private static final int CPU = 0;

    private static final int FIRST_LANDMARK = 4; // after the box
    private static final int COLUMNS = 15; // box, five points, score

    private final FaceDetectorYN network;

    YuNetDetector(Path model) {
        setNumThreads(1); // milliseconds a picture: not worth taking the cores from those who render
        try (Size any = new Size(LONGER_SIDE, LONGER_SIDE)) {
            network = FaceDetectorYN.create(
                    model.toString(), "", any, MIN_SCORE, MAX_OVERLAP, MOST_CANDIDATES, DEFAULT_BACKEND, CPU);
        }
    }

    @Override
    public List<Landmarks> detect(int frame, RgbFrame picture) {
        RgbFrame seen = Resampler.resample(picture, Box.whole(picture.size()), looked(picture.size()));
        double scaleX = (double) picture.width() / seen.width();
        double scaleY = (double) picture.height() / seen.height();
        try (Mat image = bgr(seen);
                Mat faces = new Mat();
                Size size = new Size(seen.width(), seen.height())) {
            network.setInputSize(size);
            network.detect(image, faces);
            return faces.empty() ? List.of() : landmarks(faces, scaleX, scaleY);
        }
    }

    @Override
    public void close() {
        network.close();
    }

    private static PictureSize looked(PictureSize size) {
        double scale = Math.min(1, (double) LONGER_SIDE / Math.max(size.width(), size.height()));
        return new PictureSize((int) Math.max(1, Math.round(size.width() * scale)), (int)
                Math.max(1, Math.round(size.height() * scale)));
    }

    private static Mat bgr(RgbFrame picture) {
        Mat image = new Mat(picture.height(), picture.width(), CV_8UC3);
        ByteBuffer pixels = image.createBuffer();
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += RgbFrame.CHANNELS) {
            pixels.put(rgb[i + 2]).put(rgb[i + 1]).put(rgb[i]);
        }
        return image;
    }

    private static List<Landmarks> landmarks(Mat faces, double scaleX, double scaleY) {
        List<Landmarks> found = new ArrayList<>();
        try (FloatIndexer values = faces.createIndexer()) {
            for (long row = 0; row < values.size(0); row++) {
                float[] face = new float[COLUMNS];
                values.get(row, face);
                if (areFinite(face)) { // a model gone wrong must not end the video
                    found.add(Landmarks.of(points(face)).scaled(scaleX, scaleY));
                }
            }
        }
        return found;
    }

    private static List<Point> points(float[] face) {
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < Landmarks.FIVE; p++) {
            points.add(new Point(face[FIRST_LANDMARK + 2 * p], face[FIRST_LANDMARK + 2 * p + 1]));
        }
        return points;
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
