package farm.vidstyle.local.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.event.FramesExtracted;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.client.FarmException;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.FrameFolder.Frame;
import farm.vidstyle.trainer.preparation.Problem;
import farm.vidstyle.trainer.preparation.StorageException;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoRefusedException;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes one part's frames to the farm and its codes home. The film is lossless, and frames of the model's own size, sent as aligned
 * already, come through unchanged, so the codes are those of the very pixels on disk. For use by any number of threads.
 */
final class PartInverter {
    private static final double FPS = 25; // nobody looks at the times
    private static final Limits PICTURES = new Limits(Long.MAX_VALUE, Double.MAX_VALUE, 8192L * 8192, 1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final FarmClient farm;
    private final String model;
    private final Path scratch;

    PartInverter(FarmClient farm, String model, Path scratch) {
        this.farm = farm;
        this.model = model;
        this.scratch = scratch;
    }

    /** What came of a part. */
    record Result(int codes, List<Problem> problems) {
        static Result failed(String file, Throwable cause) {
            return new Result(0, List.of(new Problem(file, String.valueOf(cause.getMessage()))));
        }
    }

    /**
     * @throws StorageException where codes cannot be written
     * @throws FarmException where the farm does not answer any more
     */
    Result invert(Part part, Consumer<VideoId> fetched) throws IOException {
        Path film = Files.createTempFile(scratch, "part-", ".mkv");
        try {
            write(part, film);
            VideoId video = farm.uploadAligned(film, model);
            int chunks = awaitCodes(video);
            int codes = fetch(part, video, chunks);
            fetched.accept(video);
            return new Result(codes, List.of());
        } catch (PictureException e) {
            return Result.failed(part.folder() + "/" + e.picture.getFileName(), e);
        } catch (FarmException e) {
            if (e.unreachable()) {
                throw e;
            }
            return Result.failed(part.folder(), e);
        } catch (CheckpointException | InversionFailedException e) {
            return Result.failed(part.folder(), e);
        } finally {
            Files.deleteIfExists(film);
        }
    }

    private static void write(Part part, Path film) throws IOException {
        RgbFrame first = read(part.frames().get(0));
        try (VideoWriter writer = VideoWriter.open(film, VideoFormat.FFV1_MATROSKA, first.size(), FPS)) {
            for (Frame frame : part.frames()) {
                RgbFrame picture = read(frame);
                if (!picture.size().equals(first.size())) {
                    throw new PictureException(
                            frame.picture(), "is " + picture.size() + "; frames before it are " + first.size());
                }
                writer.write(picture);
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException(film, e);
        }
    }

    private static RgbFrame read(Frame frame) throws PictureException {
        try (InputStream in = Files.newInputStream(frame.picture())) {
            return StillImage.read(in, PICTURES);
        } catch (IOException | VideoRefusedException e) {
            throw new PictureException(frame.picture(), String.valueOf(e.getMessage()));
        }
    }

    /** How many chunks there are, once all have their codes. */
    private int awaitCodes(VideoId video) throws IOException {
        JsonNode last = farm.video(video);
        long quietSince = System.nanoTime();
        while (true) {
            JsonNode status = farm.video(video);
            String state = status.path("state").asText();
            if (state.equals("READY")) {
                return status.path("chunks").asInt();
            }
            if (state.equals("REJECTED") || state.equals("FAILED")) {
                throw new InversionFailedException(
                        "the farm says " + state + ": " + status.path("message").asText());
            }
            if (!status.equals(last)) {
                last = status;
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
                throw new InversionFailedException("the farm did nothing for " + PATIENCE.toMinutes()
                        + " minutes; video " + video + " is still " + state + ": does an inversion worker run?");
            }
            pause();
        }
    }

    private int fetch(Part part, VideoId video, int chunks) throws IOException {
        List<Frame> frames = part.frames();
        int next = 0;
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                NDArray codes = Checkpoint.of("the codes of chunk " + chunk, farm.codes(video, chunk))
                        .tensor("w_plus")
                        .toArray(manager);
                int count = (int) codes.getShape().get(0);
                if (next != chunk * FramesExtracted.CHUNK_FRAMES || next + count > frames.size()) {
                    throw new InversionFailedException(
                            "the farm made " + (next + count) + " codes or more of " + frames.size() + " frames");
                }
                for (int i = 0; i < count; i++) {
                    write(frames.get(next++).code(part.codes()), codes.get(i));
                }
                codes.close();
            }
        }
        if (next != frames.size()) {
            throw new InversionFailedException("the farm made " + next + " codes of " + frames.size() + " frames");
        }
        return next;
    }

    private static void write(Path file, NDArray code) throws StorageException {
        try {
            CodeFile.write(file, code);
        } catch (IOException e) {
            throw new StorageException(file, e);
        } finally {
            code.close();
        }
    }

    /** Between two questions to a farm over HTTP, which tells of videos only when asked. */
    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the farm");
        }
    }

    /** A frame that cannot be used. */
    private static final class PictureException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Path picture;

        PictureException(Path picture, String message) {
            super(message);
            this.picture = picture;
        }
    }

    /** The farm could not do it. */
    private static final class InversionFailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InversionFailedException(String message) {
            super(message);
        }
    }
}
