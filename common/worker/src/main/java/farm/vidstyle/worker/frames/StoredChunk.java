package farm.vidstyle.worker.frames;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.pixels.Pixels;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** A chunk of aligned frames in the store. */
public final class StoredChunk {
    private StoredChunk() {}

    /**
     * The frames, exactly as they were stored. The store may fail in ways that heal, so its bytes are fetched first:
     * what then does not decode never will.
     *
     * @throws PermanentFailure where the object is no whole chunk of frames
     */
    public static List<RgbFrame> read(ObjectStore store, ObjectKey key) throws PermanentFailure {
        byte[] bytes = store.read(key);
        try {
            return FrameChunk.read(new ByteArrayInputStream(bytes));
        } catch (IOException | VideoRefusedException | IllegalArgumentException e) {
            throw new PermanentFailure(
                    "chunk " + key + " of " + bytes.length + " bytes cannot be read: " + e.getMessage(), e);
        }
    }

    /** Frames of one size as [N, 3, H, W] in [0, 1], owned by {@code manager}. */
    public static NDArray unit(NDManager manager, List<RgbFrame> frames) {
        PictureSize size = frames.get(0).size();
        return Pixels.unit(manager, frames.stream().map(RgbFrame::rgb).toList(), size.height(), size.width());
    }
}
