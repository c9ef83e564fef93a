package farm.vidstyle.render.motion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.farm.event.MotionRequested;
import farm.vidstyle.farm.event.MotionWindow;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.Safetensors;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The motion of a window as it lies in the store: a safetensors file of one tensor {@code zd0} [1, C, h, w] float64, with
 * what it was made from as strings in {@code __metadata__}.
 *
 * @param seconds of computing that it took
 */
public record StoredMotion(byte[] safetensors, double seconds) {
    private static final String STATE = "zd0";
    private static final String SECONDS = "seconds";

    static StoredMotion of(MotionRequested request, NDArray zd0, double seconds) throws PermanentFailure {
        requireState("the motion of window " + request.window().window() + " of " + request.video(), zd0);
        MotionWindow window = request.window();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("video", request.video().value());
        metadata.put("model", request.model().name());
        metadata.put("model_version", request.model().version());
        metadata.put("model_digest", request.model().digest());
        metadata.put("window", Integer.toString(window.window()));
        metadata.put("first_frame", Integer.toString(window.firstFrame()));
        metadata.put("frames", Integer.toString(window.frames()));
        metadata.put("start", Double.toString(window.start()));
        metadata.put("end", Double.toString(window.end()));
        metadata.put("fps", Double.toString(request.fps()));
        metadata.put(SECONDS, Double.toString(seconds));
        return new StoredMotion(Safetensors.encode(Map.of(STATE, zd0), metadata), seconds);
    }

    /** The state in a stored file, [1, C, h, w] float64, owned by {@code manager}. */
    public static NDArray stateOf(ObjectKey key, byte[] safetensors, NDManager manager) throws PermanentFailure {
        try {
            NDArray zd0 = Checkpoint.of(key.value(), safetensors).tensor(STATE).toArray(manager);
            requireState(key.value(), zd0);
            return zd0;
        } catch (CheckpointException e) {
            throw new PermanentFailure("motion " + key + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a stored file says it took; 0 where it does not say. */
    static double secondsOf(ObjectKey key, byte[] safetensors) throws PermanentFailure {
        try {
            return Double.parseDouble(
                    Checkpoint.of(key.value(), safetensors).metadata().getOrDefault(SECONDS, "0"));
        } catch (CheckpointException | NumberFormatException e) {
            throw new PermanentFailure("motion " + key + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireState(String what, NDArray zd0) throws PermanentFailure {
        if (zd0.getDataType() != DataType.FLOAT64
                || zd0.getShape().dimension() != 4
                || zd0.getShape().get(0) != 1) {
            throw new PermanentFailure(
                    what + " is " + zd0.getShape() + " " + zd0.getDataType() + "; expected (1, C, h, w) float64");
        }
        for (double value : zd0.toDoubleArray()) {
            if (!Double.isFinite(value)) {
                throw new PermanentFailure(what + " holds " + value + "; expected finite numbers only");
            }
        }
    }
}
