package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import java.util.OptionalInt;

/** The code that an edit starts from: one frame's, or the mean over the video's frames. */
final class ContentCodes {
    private static final String TENSOR = "w_plus";
    private static final int KEPT = 64;

    private final ObjectStore store;
    private final Recent<Key, ContentCode> recent = new Recent<>(KEPT);

    private record Key(Content content, ModelRef model) {}

    ContentCodes(ObjectStore store) {
        this.store = store;
    }

    /** @throws PermanentFailure where the video has no such frame, or its codes are broken */
    ContentCode of(SegmentRequested request) throws Exception {
        return recent.get(new Key(request.content(), request.model()), () -> read(request));
    }

    private ContentCode read(SegmentRequested request) throws PermanentFailure {
        OptionalInt frame = request.content().frame();
        if (frame.isEmpty()) {
            return mean(request);
        }
        if (frame.getAsInt() >= request.contentFrames()) {
            throw new PermanentFailure("content.code is '" + request.content().code() + "', but video "
                    + request.content().video() + " has frames 0 to " + (request.contentFrames() - 1));
        }
        ContentCode[] codes = chunk(request, frame.getAsInt() / FramesExtracted.CHUNK_FRAMES);
        return codes[frame.getAsInt() % FramesExtracted.CHUNK_FRAMES];
    }

    /** One chunk after the other, so that a video's length does not matter; summed in float64, for there may be thousands. */
    private ContentCode mean(SegmentRequested request) throws PermanentFailure {
        int chunks = chunks(request);
        ContentCode[] first = chunk(request, 0);
        double[] sum = new double[first[0].values().length];
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (ContentCode code : chunk == 0 ? first : chunk(request, chunk)) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += code.values()[i];
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / request.contentFrames());
        }
        return new ContentCode(mean, first[0].layers(), first[0].width());
    }

    /** The codes of a chunk's frames. */
    private ContentCode[] chunk(SegmentRequested request, int chunk) throws PermanentFailure {
        ObjectKey key = Layout.codes(request.content().video(), request.model(), chunk);
        int expected =
                Math.min(FramesExtracted.CHUNK_FRAMES, request.contentFrames() - chunk * FramesExtracted.CHUNK_FRAMES);
        byte[] bytes = store.read(key);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray codes = Checkpoint.of(key.value(), bytes).tensor(TENSOR).toArray(manager); // [frames, L, S]
            if (codes.getShape().dimension() != 3 || codes.getShape().get(0) != expected) {
                throw new PermanentFailure(
                        "codes " + key + " are " + codes.getShape() + "; expected (" + expected + ", L, S)");
            }
            float[] values = codes.toType(DataType.FLOAT32, false).toFloatArray();
            return split(values, expected, (int) codes.getShape().get(1), (int)
                    codes.getShape().get(2));
        } catch (CheckpointException e) {
            throw new PermanentFailure("codes " + key + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ContentCode[] split(float[] values, int frames, int layers, int width) {
        ContentCode[] codes = new ContentCode[frames];
        for (int i = 0; i < frames; i++) {
            float[] code = new float[layers * width];
            System.arraycopy(values, i * code.length, code, 0, code.length);
            codes[i] = new ContentCode(code, layers, width);
        }
        return codes;
    }

    private static int chunks(SegmentRequested request) {
        return (request.contentFrames() + FramesExtracted.CHUNK_FRAMES - 1) / FramesExtracted.CHUNK_FRAMES;
    }
}
