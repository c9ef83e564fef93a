package farm.vidstyle.ingest.assembly;

import farm.vidstyle.farm.edit.Output;
import farm.vidstyle.farm.event.ClipRequested;
import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.NoSuchObjectException;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.ingest.scratch.Scratch;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.frame.Box;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.Resampler;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.frame.SideBySide;
import farm.vidstyle.video.probe.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All results beside the clip, made in one pass over it. */
final class Extras {
    private final ObjectStore store;
    private final ClipRequested request;

    Extras(ObjectStore store, ClipRequested request) {
        this.store = store;
        this.request = request;
    }

    void make(Path clip, Scratch.Room room) throws IOException, PermanentFailure {
        List<Extra> extras = new ArrayList<>();
        try {
            open(room, extras);
            feed(clip, extras);
            for (Extra extra : extras) {
                extra.finish();
                store.put(Layout.result(request.edit(), extra.name()), room.file(extra.name()));
            }
        } finally {
            for (Extra extra : extras) {
                extra.close();
            }
        }
    }

    private void open(Scratch.Room room, List<Extra> extras) throws IOException, PermanentFailure {
        Output output = request.output();
        extras.add(new Sheet(room.file(Sheet.NAME), request.frames(), source()));
        if (output.format() == Output.Format.GIF) {
            extras.add(new FilmCopy(room.file("clip.gif"), VideoFormat.GIF, request.fps(), FilmCopy.Change.NONE));
        }
        if (output.format() == Output.Format.WEBM) {
            extras.add(new FilmCopy(room.file("clip.webm"), VideoFormat.VP9_WEBM, request.fps(), FilmCopy.Change.NONE));
        }
        if (output.frames()) {
            extras.add(new FrameArchive(room.file(FrameArchive.NAME)));
        }
        if (output.compare()) {
            SourceFrames source = source().orElseThrow(() -> new PermanentFailure("edit " + request.edit()
                    + " wants a comparison, but its submission or its driver's frames are not in the store"));
            extras.add(new FilmCopy(
                    room.file("compare.mp4"),
                    VideoFormat.H264_MP4,
                    request.fps(),
                    (index, frame) -> beside(source.at(index), frame)));
        }
    }

    /** The source goes left and takes the clip's height, so that the clip is shown as it is. */
    private static RgbFrame beside(RgbFrame source, RgbFrame clip) {
        int width = Math.max(1, Math.round((float) source.width() * clip.height() / source.height()));
        PictureSize size = new PictureSize(width, clip.height());
        return SideBySide.of(Resampler.resample(source, Box.whole(source.size()), size), clip);
    }

    private Optional<SourceFrames> source() throws IOException {
        try {
            return Optional.of(SourceFrames.of(store, request.edit()));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    private static void feed(Path clip, List<Extra> extras) throws IOException {
        try (FrameStream frames = FrameStream.open(clip, Limits.NONE)) {
            for (int index = 0; frames.hasNext(); index++) {
                RgbFrame frame = frames.next();
                for (Extra extra : extras) {
                    extra.add(index, frame);
                }
            }
        }
    }
}
