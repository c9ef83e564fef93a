package farm.vidstyle.ingest.assembly;

import farm.vidstyle.farm.event.ClipAssembled;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.farm.work.Work;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.video.encode.AudioSpan;
import farm.vidstyle.video.encode.Concatenator;
import farm.vidstyle.video.encode.JoinedClip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins the segments of an edit into its clip and makes the other results that were asked for. */
public final class Assembler implements Work<ClipRequested> {
    private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);
    private static final String CLIP = "clip.mp4";
    private static final double NANOS_A_SECOND = 1e9;

    private final ObjectStore store;
    private final Publisher publisher;
    private final Scratch scratch;

    public Assembler(ObjectStore store, Publisher publisher, Scratch scratch) {
        this.store = store;
        this.publisher = publisher;
        this.scratch = scratch;
    }

    @Override
    public void perform(ClipRequested request) throws IOException, PermanentFailure {
        long start = System.nanoTime();
        ObjectKey key = Layout.result(request.edit(), CLIP);
        try (Scratch.Room room = scratch.room()) {
            Path clip = room.file(CLIP);
            requireAllFrames(request, join(request, room, clip));
            new Extras(store, request).make(clip, room);
            store.put(key, clip); // last: who finds the clip finds the rest
        }
        double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
        publisher.publish(Topics.CLIPS_ASSEMBLED, new ClipAssembled(request.edit(), key, request.frames(), seconds));
        LOG.atInfo()
                .addKeyValue("edit", request.edit())
                .addKeyValue("frames", request.frames())
                .addKeyValue("seconds", seconds)
                .log("clip assembled");
    }

    private JoinedClip join(ClipRequested request, Scratch.Room room, Path clip) throws IOException {
        List<Path> segments = new ArrayList<>();
        for (int segment = 0; segment < request.segments(); segment++) {
            Path file = room.file("segment-" + segment + ".mp4");
            store.download(Layout.segment(request.edit(), segment), file);
            segments.add(file);
        }
        VideoId audio = request.audioSource();
        if (audio == null || request.audioStart() < 0) { // sound cannot begin in the middle of a clip
            return Concatenator.join(segments, clip);
        }
        Path source = room.file("source");
        store.download(Layout.source(audio), source);
        return Concatenator.join(segments, new AudioSpan(source, request.audioStart()), clip);
    }

    private static void requireAllFrames(ClipRequested request, JoinedClip joined) throws PermanentFailure {
        if (joined.frames() != request.frames()) {
            throw new PermanentFailure("clip of edit " + request.edit() + " has " + joined.frames() + " frames in "
                    + request.segments() + " segments; expected " + request.frames());
        }
    }
}
