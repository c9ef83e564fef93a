package farm.vidstyle.ingest.splitting;

import farm.vidstyle.farm.event.VideoUploaded;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.ingest.landmarks.FaceDetectors;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.align.BoxAligner;
import farm.vidstyle.video.decode.FrameStream;
import farm.vidstyle.video.face.FaceAligner;
import farm.vidstyle.video.face.FaceDetector;
import farm.vidstyle.video.face.FaceScout;
import farm.vidstyle.video.face.FaceTrack;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.IOException;
import java.util.List;

/** Prepares the alignment of videos as their models want it. */
public final class VideoAligners {
    private static final int FRAMES_BETWEEN_CHECKS = 16;

    private final ModelCatalog models;
    private final FaceDetectors faces;

    public VideoAligners(ModelCatalog models, FaceDetectors faces) {
        this.models = models;
        this.faces = faces;
    }

    ModelCard card(ModelRef wanted) throws PermanentFailure {
        ModelCard model = models.find(wanted.name() + "@" + wanted.version());
        if (!model.ref().equals(wanted)) {
            throw new PermanentFailure("model " + wanted.key() + " is now "
                    + model.ref().key() + "; a bundle's version must not change its content: upload the video again");
        }
        return model;
    }

    /** Where faces are wanted, this reads the video once. */
    VideoAligner prepare(VideoUploaded upload, ModelCard model, LocalVideo video, Deadline deadline)
            throws IOException, PermanentFailure {
        Alignment alignment = Alignments.of(model).orElseThrow(() -> new PermanentFailure(Alignments.refusal(model)));
        if (upload.takenAsItIs()) {
            alignment = Alignment.NONE;
        }
        PictureSize size = new PictureSize(model.frameWidth(), model.frameHeight());
        if (alignment != Alignment.FACE) {
            return new VideoAligner(alignment, size, new BoxAligner(alignment, size), List.of());
        }
        try (FaceDetector detector = faces.detector(upload.landmarks(), model)) {
            FaceTrack track = scout(video, detector, deadline);
            return new VideoAligner(alignment, size, new FaceAligner(track, size), track.found());
        }
    }

    private static FaceTrack scout(LocalVideo video, FaceDetector detector, Deadline deadline)
            throws IOException, PermanentFailure {
        FaceScout scout = new FaceScout(detector);
        try (FrameStream frames = video.frames()) {
            while (frames.hasNext()) {
                scout.accept(frames.next());
                if (scout.frames() % FRAMES_BETWEEN_CHECKS == 0) {
                    deadline.check("to look for faces in " + scout.frames() + " of "
                            + video.info().frames() + " frames");
                }
            }
        }
        return scout.track()
                .orElseThrow(() -> new VideoRefusedException(
                        Refusal.NO_FACE,
                        "no face was found in any of the " + scout.frames()
                                + " frames; expected one to align to: supply its landmarks, or use a model with"
                                + " another alignment"));
    }
}
