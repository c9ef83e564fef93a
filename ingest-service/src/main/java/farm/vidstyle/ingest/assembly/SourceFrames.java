package farm.vidstyle.ingest.assembly;

import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.event.EditSubmitted;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.ingest.splitting.AlignedVideo;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What the edit's driver shows at the times of the clip. Holds one chunk: cheap for times that mostly go on. */
final class SourceFrames {
    private static final int NONE = -1;

    private final ObjectStore store;
    private final AlignedVideo driver;
    private final double[] seconds;
    private List<RgbFrame> chunk = List.of();
    private int loaded = NONE;

    private SourceFrames(ObjectStore store, AlignedVideo driver, double[] seconds) {
        this.store = store;
        this.driver = driver;
        this.seconds = seconds;
    }

    static SourceFrames of(ObjectStore store, EditId edit) throws IOException {
        EditSubmitted submitted = Topics.EDITS_SUBMITTED.codec().decode(store.read(Layout.submission(edit)));
        Edit request = submitted.request();
        AlignedVideo driver = AlignedVideo.read(store, request.driver());
        return new SourceFrames(store, driver, request.times().resolve(driver.timeline()));
    }

    /** The driver's frame beside frame {@code index} of the clip. */
    RgbFrame at(int index) throws IOException {
        int frame = driver.frameAt(seconds[index]);
        int wanted = frame / FramesExtracted.CHUNK_FRAMES;
        if (wanted != loaded) {
            try (InputStream stream = store.open(Layout.frames(driver.video(), wanted))) {
                chunk = FrameChunk.read(stream);
            }
            loaded = wanted;
        }
        return chunk.get(frame % FramesExtracted.CHUNK_FRAMES);
    }
}
