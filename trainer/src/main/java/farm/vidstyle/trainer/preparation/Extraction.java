package farm.vidstyle.trainer.preparation;

import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.FramesOrigin;
import farm.vidstyle.trainer.preparation.VideoTree.Plan;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a folder of frames of every video below a folder. */
public final class Extraction {
    private final ExtractionOrder order;
    private final VideoAligners aligners;
    private final List<Problem> problems = new ArrayList<>();

    public Extraction(ExtractionOrder order) {
        this.order = order;
        aligners = VideoAligners.of(order.settings(), order.faceModel());
    }

    /**
     * @throws StorageException where the data set cannot be written
     * @throws IOException where there are no videos
     */
    public ExtractionReport run(Crew crew) throws IOException {
        Plan plan = VideoTree.plan(order.videos(), order.naming());
        problems.addAll(plan.problems());
        try (DatasetFolder dataset = hold()) {
            List<SourceVideo> todo = new ArrayList<>();
            int kept = 0;
            for (SourceVideo video : plan.videos()) {
                switch (state(dataset, video)) {
                    case WHOLE -> kept++;
                    case TO_DO -> todo.add(video);
                    case IN_THE_WAY -> {} // its problem is told
                }
            }
            List<Result> results = crew.perform(todo, SourceVideo::kilobytes, video -> extract(dataset, video));
            results.forEach(result -> result.problem().ifPresent(problems::add));
            problems.sort(Comparator.comparing(Problem::file));
            List<Result> made = results.stream()
                    .filter(result -> result.problem().isEmpty())
                    .toList();
            return new ExtractionReport(
                    made.size(), kept, made.stream().mapToLong(Result::frames).sum(), problems);
        }
    }

    private enum State {
        WHOLE,
        TO_DO,
        IN_THE_WAY
    }

    private record Result(int frames, Optional<Problem> problem) {}

    private DatasetFolder hold() throws IOException {
        try {
            return DatasetFolder.hold(order.dataset());
        } catch (FileSystemException e) {
            throw new StorageException(order.dataset(), e);
        }
    }

    private State state(DatasetFolder dataset, SourceVideo video) throws IOException {
        Path folder = dataset.folder(video.folder());
        if (!Files.exists(folder)) {
            return State.TO_DO;
        }
        Optional<FramesOrigin> origin = origin(folder);
        if (origin.isEmpty()) {
            return inTheWay(
                    video,
                    "folder " + video.folder() + " is there already and has no sound " + FolderRecord.FRAMES.name()
                            + " that says what it was made of; move it away");
        }
        if (!isOf(video, origin.get())) {
            String made = origin.get().source() + " (" + origin.get().settings() + ")";
            return order.overwrite()
                    ? State.TO_DO
                    : inTheWay(
                            video,
                            "folder " + video.folder() + " was made of " + made + ", or of an earlier state of it;"
                                    + " --overwrite makes it of " + video.name() + " (" + order.settings() + ")");
        }
        boolean whole = FrameFolder.read(folder).frames().size() == origin.get().frames();
        return whole ? State.WHOLE : State.TO_DO;
    }

    private State inTheWay(SourceVideo video, String why) {
        problems.add(new Problem(video.name(), why));
        return State.IN_THE_WAY;
    }

    /** Empty where the folder is not ours, as far as one can tell. */
    private static Optional<FramesOrigin> origin(Path folder) {
        try {
            return FolderRecord.FRAMES.read(folder);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Size and time of change first: reading a large set of videos only to find nothing to do takes long. */
    private boolean isOf(SourceVideo video, FramesOrigin origin) throws IOException {
        boolean same = origin.source().equals(video.name()) && origin.settings().equals(order.settings());
        if (!same || origin.bytes() != video.bytes()) {
            return false;
        }
        return origin.modifiedMillis() == video.modifiedMillis()
                || origin.sha256().equals(Sha256.of(video.file()));
    }

    private Result extract(DatasetFolder dataset, SourceVideo video) throws StorageException {
        try {
            Path scratch = storing(dataset.root(), () -> dataset.scratch(video.folder()));
            String digest = Sha256.of(video.file());
            int frames = new FrameWriter(order.settings(), aligners, scratch).write(video.file());
            FramesOrigin origin = new FramesOrigin(
                    video.name(), video.bytes(), video.modifiedMillis(), digest, order.settings(), frames);
            storing(scratch, () -> {
                keep(dataset.folder(video.folder()), scratch, origin);
                FolderRecord.FRAMES.write(scratch, origin);
                dataset.commit(scratch, video.folder());
                return true;
            });
            return new Result(frames, Optional.empty());
        } catch (StorageException e) {
            throw e;
        } catch (VideoRefusedException | IOException | UncheckedIOException e) {
            return new Result(0, Optional.of(new Problem(video.name(), String.valueOf(e.getMessage()))));
        }
    }

    /**
     * What others put into the folder that is replaced. The description goes with the video; codes go with the very frames, so they stay
     * only where the same frames are made again because some were lost.
     */
    private static void keep(Path old, Path scratch, FramesOrigin origin) throws IOException {
        if (!Files.isDirectory(old)) {
            return;
        }
        Optional<FramesOrigin> before = origin(old);
        boolean sameFrames = before.isPresent()
                && before.get().sha256().equals(origin.sha256())
                && before.get().settings().equals(origin.settings());
        List<Path> files;
        try (Stream<Path> entries = Files.list(old)) {
            files = entries.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = scratch.resolve(file.getFileName().toString());
            boolean stays = sameFrames || file.endsWith(FrameFolder.CAPTION);
            if (stays && !Files.exists(copy)) {
                Files.copy(file, copy);
            }
        }
    }

    private static <T> T storing(Path place, Storing<T> work) throws StorageException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new StorageException(place, e);
        }
    }

    @FunctionalInterface
    private interface Storing<T> {
        T run() throws IOException;
    }
}
