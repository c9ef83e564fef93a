package farm.vidstyle.video.face.yunet;

import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.frame.RgbFrame;
import java.nio.file.Files;
import java.nio.file.Path;

/** A YuNet model that works. Gives every video a detector of its own, since OpenCV's holds state. */
public final class YuNet {
    private static final int TRIAL_PIXELS = 64;
    private static final String ERROR = "error: ";

    private final Path model;

    private YuNet(Path model) {
        this.model = model;
    }

    /**
     * Tries the model on an empty picture: a wrong file shows here and not in the middle of a video.
     *
     * @param model {@code face_detection_yunet_2023mar.onnx} or one of the same inputs and outputs
     * @throws FaceModelException if the file is no such model
     */
    public static YuNet open(Path model) {
        if (!Files.isReadable(model) || Files.isDirectory(model)) {
            throw new FaceModelException("face model " + model + " cannot be read; expected a YuNet ONNX file,"
                    + " for example face_detection_yunet_2023mar.onnx of OpenCV's model zoo");
        }
        YuNet yunet = new YuNet(model);
        byte[] black = new byte[TRIAL_PIXELS * TRIAL_PIXELS * RgbFrame.CHANNELS];
        try (FaceDetector detector = yunet.detector()) {
            detector.detect(0, new RgbFrame(TRIAL_PIXELS, TRIAL_PIXELS, black, 0));
            return yunet;
        } catch (LinkageError e) {
            throw new FaceModelException("face model " + model + " needs OpenCV, which cannot be loaded: " + e, e);
        } catch (RuntimeException e) { // all that OpenCV knows to throw
            throw new FaceModelException(
                    "face model " + model + " is no YuNet model that OpenCV can run; expected"
                            + " face_detection_yunet_2023mar.onnx or one of the same outputs (" + reason(e) + ")",
                    e);
        }
    }

    /** A detector for one video. */
    public FaceDetector detector() {
        return new YuNetDetector(model);
    }

    /** What OpenCV says after the place in its sources where it says so. */
    private static String reason(RuntimeException e) {
        String line = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
        return line.substring(Math.max(0, line.indexOf(ERROR)));
    }
}
