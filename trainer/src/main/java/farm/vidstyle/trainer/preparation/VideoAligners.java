package farm.vidstyle.trainer.preparation;

import farm.vidstyle.trainer.layout.FrameSettings;
import farm.vidstyle.video.align.Aligner;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.align.BoxAligner;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.face.FaceAligner;
import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.face.FaceScout;
import farm.vidstyle.video.face.yunet.YuNet;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.probe.Limits;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Prepares the alignment of each video; where faces are wanted, this reads the video once. */
final class VideoAligners {
    private final Alignment alignment;
    private final PictureSize size;
    private final @Nullable YuNet faces;

    private VideoAligners(FrameSettings settings, @Nullable YuNet faces) {
        alignment = settings.alignment();
        size = new PictureSize(settings.width(), settings.height());
        this.faces = faces;
    }

    /** Opens the model that finds faces, where one is needed. */
    static VideoAligners of(FrameSettings settings, @Nullable Path faceModel) {
        if (settings.alignment() != Alignment.FACE) {
            return new VideoAligners(settings, null);
        }
        if (faceModel == null) {
            throw new IllegalArgumentException(
                    "alignment by faces needs a model that finds them; name a YuNet file, for"
                            + " example face_detection_yunet_2023mar.onnx of OpenCV's model zoo");
        }
        return new VideoAligners(settings, YuNet.open(faceModel));
    }

    Aligner prepare(Path video, Limits limits) throws IOException {
        if (faces == null) {
            return new BoxAligner(alignment, size);
        }
        try (FaceDetector detector = faces.detector();
                FrameStream frames = FrameStream.open(video, limits)) {
            FaceScout scout = new FaceScout(detector);
            while (frames.hasNext()) {
                scout.accept(frames.next());
            }
            return new FaceAligner(
                    scout.track()
                            .orElseThrow(() -> new IOException("no face was found in any of the " + scout.frames()
                                    + " frames; leave the video out, or align in another way")),
                    size);
        }
    }
}
