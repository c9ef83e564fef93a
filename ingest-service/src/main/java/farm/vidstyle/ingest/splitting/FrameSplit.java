package farm.vidstyle.ingest.splitting;

import farm.vidstyle.farm.edit.Timeline;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.video.align.Affine;
import farm.vidstyle.video.align.AlignedFrame;
import farm.vidstyle.video.align.AlignmentTrack;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.decode.ShotDetector;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.VideoInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One pass over one video: decode, align, cut into chunks, and remember what the alignment's record needs. */
final class FrameSplit {
    private final VideoUploaded upload;
    private final VideoInfo info;
    private final VideoAligner aligner;
    private final ShotDetector shots = new ShotDetector();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Affine> transforms = new ArrayList<>();
    private final List<RgbFrame> chunk = new ArrayList<>(FramesExtracted.CHUNK_FRAMES);
    private int chunks;

    FrameSplit(VideoUploaded upload, VideoInfo info, VideoAligner aligner) {
        this.upload = upload;
        this.info = info;
        this.aligner = aligner;
    }

    /** Stores and announces a chunk. */
    @FunctionalInterface
    interface ChunkSink {
        void take(int chunk, int firstFrame, List<RgbFrame> frames) throws IOException;
    }

    /** Reads the video to its end, which is where truncation shows. */
    AlignedVideo run(FrameStream frames, ChunkSink sink, Deadline deadline) throws IOException, PermanentFailure {
        while (frames.hasNext()) {
            add(frames.next());
            if (chunk.size() == FramesExtracted.CHUNK_FRAMES) {
                flush(sink);
                deadline.check("for the first " + seconds.size() + " of " + info.frames() + " frames of video "
                        + upload.video());
            }
        }
        flush(sink);
        return new AlignedVideo(upload.video(), upload.model(), timeline(), firstFramesOfShots(), seconds, track());
    }

    int chunks() {
        return chunks;
    }

    private void add(RgbFrame source) {
        shots.accept(source);
        AlignedFrame aligned = aligner.aligner().align(seconds.size(), source);
        seconds.add(source.seconds());
        transforms.add(aligned.fromSource());
        chunk.add(aligned.frame());
    }

    private void flush(ChunkSink sink) throws IOException {
        if (!chunk.isEmpty()) {
            sink.take(chunks, seconds.size() - chunk.size(), chunk);
            chunks++;
            chunk.clear();
        }
    }

    /** The probe's, unless fewer or more frames could be decoded than it counted. */
    private Timeline timeline() {
        int frames = seconds.size();
        double last = seconds.get(frames - 1);
        if (frames == info.frames() && info.seconds() >= last && info.fps() > 0) {
            return new Timeline(frames, info.fps(), info.seconds());
        }
        double fps = frames > 1 ? (frames - 1) / last : 1 / info.seconds();
        return new Timeline(frames, fps, last + 1 / fps);
    }

    private List<Integer> firstFramesOfShots() {
        return shots.firstFrames().stream().map(Math::toIntExact).toList();
    }

    private AlignmentTrack track() {
        return new AlignmentTrack(aligner.alignment(), info.size(), aligner.size(), 0, transforms, aligner.faces());
    }
}
