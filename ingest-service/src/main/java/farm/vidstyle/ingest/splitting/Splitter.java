package farm.vidstyle.ingest.splitting;

import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.VideoRejected;
import farm.vidstyle.farm.event.VideoSplit;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.NoSuchObjectException;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.farm.work.Work;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.video.chunk.FrameChunk;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Splits an uploaded video into chunks of aligned frames, or rejects it. */
public final class Splitter implements Work<VideoUploaded> {
    private static final Logger LOG = LoggerFactory.getLogger(Splitter.class);

    private final ObjectStore store;
    private final Publisher publisher;
    private final VideoAligners aligners;
    private final Scratch scratch;
    private final SplittingLimits limits;
    private final Clock clock = Clock.systemUTC();

    public Splitter(
            ObjectStore store, Publisher publisher, VideoAligners aligners, Scratch scratch, SplittingLimits limits) {
        this.store = store;
        this.publisher = publisher;
        this.aligners = aligners;
        this.scratch = scratch;
        this.limits = limits;
    }

    @Override
    public void perform(VideoUploaded upload) throws IOException, PermanentFailure {
        ModelCard model = aligners.card(upload.model());
        try (Scratch.Room room = scratch.room()) {
            Path source = room.file("source");
            store.download(upload.source(), source);
            split(upload, source, model);
        } catch (NoSuchObjectException e) {
            // either its rejection was published before, which the tracker knows, or an operator removed it
            throw new PermanentFailure("source of video " + upload.video() + " is no longer in the store", e);
        } catch (VideoRefusedException e) {
            reject(upload.video(), e);
        }
    }

    private void split(VideoUploaded upload, Path source, ModelCard model) throws IOException, PermanentFailure {
        Deadline deadline = Deadline.in(limits.time());
        LocalVideo video = LocalVideo.of(source, limits.video());
        VideoInfo info = video.info();
        FrameSplit split = new FrameSplit(upload, info, aligners.prepare(upload, model, video, deadline));
        AlignedVideo aligned;
        try (FrameStream frames = video.frames()) {
            aligned = split.run(frames, (chunk, first, pictures) -> store(upload, chunk, first, pictures), deadline);
        }
        aligned.write(store);
        publisher.publish(
                Topics.VIDEOS_SPLIT,
                new VideoSplit(
                        upload.video(),
                        upload.model(),
                        aligned.timeline(),
                        split.chunks(),
                        info.size().width(),
                        info.size().height(),
                        info.audio(),
                        aligned.shots(),
                        clock.instant()));
        LOG.atInfo()
                .addKeyValue("video", upload.video())
                .addKeyValue("frames", aligned.timeline().frames())
                .addKeyValue("chunks", split.chunks())
                .log("video split");
    }

    /** Stored first, then announced: who hears of a chunk finds it. */
    private void store(VideoUploaded upload, int chunk, int firstFrame, List<RgbFrame> frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameChunk.write(frames, bytes);
        ObjectKey key = Layout.frames(upload.video(), chunk);
        store.put(key, bytes.toByteArray());
        publisher.publish(
                Topics.FRAMES_EXTRACTED,
                new FramesExtracted(upload.video(), upload.model(), chunk, firstFrame, frames.size(), key));
    }

    /** Published first, then cleaned up: a crash in between is healed by the next delivery, which rejects it again. */
    private void reject(VideoId video, VideoRefusedException refusal) {
        publisher.publish(
                Topics.VIDEOS_REJECTED,
                new VideoRejected(
                        video, refusal.reason().name(), String.valueOf(refusal.getMessage()), clock.instant()));
        ObjectKey source = Layout.source(video);
        for (ObjectKey key : store.list("videos/" + video + "/")) {
            if (!key.equals(source)) {
                store.delete(key);
            }
        }
        store.delete(source); // last: while it is there, another delivery can clean up the rest
        LOG.atInfo()
                .addKeyValue("video", video)
                .addKeyValue("reason", refusal.reason())
                .log("video rejected");
    }
}
