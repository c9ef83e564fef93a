package farm.vidstyle.ingest.splitting;

import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoInfo;
import farm.vidstyle.video.probe.VideoProbe;
import java.io.IOException;
import java.nio.file.Path;

/** A copy of an upload on local disk, which can be read more than once. */
record LocalVideo(Path file, Limits limits, VideoInfo info) {
    static LocalVideo of(Path file, Limits limits) throws IOException {
        return new LocalVideo(file, limits, VideoProbe.probe(file, limits));
    }

    FrameStream frames() throws IOException {
        return FrameStream.open(file, limits);
    }
}
