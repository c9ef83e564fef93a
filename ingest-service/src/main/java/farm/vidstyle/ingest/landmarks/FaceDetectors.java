package farm.vidstyle.ingest.landmarks;

import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.face.yunet.YuNet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How this farm comes to the landmarks of a video: its own track where it has one, else the operator's face model. */
public final class FaceDetectors {
    private final ObjectStore store;
    private final long maxFrames;
    private final @Nullable YuNet model;

    private FaceDetectors(ObjectStore store, long maxFrames, @Nullable YuNet model) {
        this.store = store;
        this.maxFrames = maxFrames;
        this.model = model;
    }

    /**
     * @param maxFrames that a video may have
     * @param model a YuNet file, tried at once; OpenCV is not loaded where there is none
     */
    public static FaceDetectors open(ObjectStore store, long maxFrames, @Nullable Path model) {
        return new FaceDetectors(store, maxFrames, model == null ? null : YuNet.open(model));
    }

    /** Whether faces are found in videos that bring no track. */
    public boolean haveModel() {
        return model != null;
    }

    /** What to say where a video brings no track and there is no face model. */
    public static String refusal(ModelCard wanted) {
        return "model " + wanted.ref().name() + " wants its frames aligned by 'face', and this farm has no face model;"
                + " supply the landmarks (POST /v1/tracks, then ?landmarks=trk_… with the video), or set"
                + " VIDSTYLE_FACE_MODEL to a YuNet ONNX file, for example face_detection_yunet_2023mar.onnx";
    }

    /** Reads a track that was supplied. */
    public SuppliedTrack track(ObjectKey landmarks) throws IOException {
        try (InputStream json = store.open(landmarks)) {
            return TrackReader.read(json, maxFrames);
        }
    }

    /** A detector for one video. */
    public FaceDetector detector(@Nullable ObjectKey landmarks, ModelCard wanted) throws IOException, PermanentFailure {
        if (landmarks != null) {
            return track(landmarks).landmarks();
        }
        if (model == null) {
            throw new PermanentFailure(refusal(wanted));
        }
        return model.detector();
    }
}
