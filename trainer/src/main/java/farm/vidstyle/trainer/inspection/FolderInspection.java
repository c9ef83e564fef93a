package farm.vidstyle.trainer.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.FrameFolder.Frame;
import farm.vidstyle.trainer.layout.FramesOrigin;
import farm.vidstyle.trainer.preparation.Problem;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.VideoRefusedException;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at one folder: its pictures, their codes, its description. */
final class FolderInspection {
    private static final Limits PICTURES = new Limits(Long.MAX_VALUE, Double.MAX_VALUE, 8192L * 8192, 1);

    private final FrameFolder folder;
    private final Path codes;
    private final List<Problem> problems = new ArrayList<>();

    FolderInspection(FrameFolder folder, Path codes) {
        this.folder = folder;
        this.codes = codes;
    }

    FolderFacts inspect() throws IOException {
        checkNumbers();
        checkOrigin();
        Map<Path, String> sizes = sizes();
        Map<Path, String> shapes = codeShapes();
        checkStrayCodes();
        return new FolderFacts(
                folder.name(),
                sizes.size(),
                shapes.size(),
                folder.frames().stream()
                        .filter(frame -> !Files.exists(frame.code(codes)))
                        .map(Frame::number)
                        .toList(),
                hasCaption(),
                common(sizes),
                common(shapes),
                model(),
                problems);
    }

    /** The most frequent value; files that have another are told. */
    private String common(Map<Path, String> values) {
        Tally tally = new Tally();
        values.values().forEach(tally::add);
        String most = tally.most();
        values.forEach((file, value) -> {
            if (!value.equals(most)) {
                tell(file, "is " + value + "; most of its folder are " + most);
            }
        });
        return most;
    }

    private void checkNumbers() {
        folder.unnumbered()
                .forEach(picture ->
                        tell(picture, "has no number of its own in its name; expected a name such as 000.png"));
        List<Frame> frames = folder.frames();
        if (frames.size() + folder.unnumbered().size() < 2) {
            tell(folder.path(), "has " + frames.size() + " frames; expected at least 2, as NNN.png");
        }
        List<Integer> gaps = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            Frame before = frames.get(i - 1);
            int number = frames.get(i).number();
            if (number == before.number()) {
                tell(
                        frames.get(i).picture(),
                        "has the number of " + before.picture().getFileName() + "; expected one picture for each");
            } else if (number - before.number() > 1) {
                gaps.add(i);
            }
        }
        for (int i : gaps) {
            Frame before = frames.get(i - 1);
            Frame after = frames.get(i);
            tell(
                    folder.path(),
                    NumberRuns.text(before.number() + 1, after.number() - 1) + " missing between "
                            + before.picture().getFileName() + " and "
                            + after.picture().getFileName());
        }
    }

    /** Of the pictures that can be read; every one is decoded, for damage shows nowhere else. */
    private Map<Path, String> sizes() {
        Map<Path, String> sizes = new TreeMap<>();
        for (Frame frame : folder.frames()) {
            try (InputStream in = Files.newInputStream(frame.picture())) {
                sizes.put(frame.picture(), StillImage.read(in, PICTURES).size().toString());
            } catch (IOException | VideoRefusedException e) {
                tell(frame.picture(), String.valueOf(e.getMessage()));
            }
        }
        return sizes;
    }

    private void checkOrigin() {
        try {
            Optional<FramesOrigin> origin = FolderRecord.FRAMES.read(folder.path());
            if (origin.isPresent() && origin.get().frames() != folder.frames().size()) {
                tell(
                        folder.path(),
                        "has " + folder.frames().size() + " frames; "
                                + origin.get().frames() + " were made of "
                                + origin.get().source() + ": extract again");
            }
        } catch (IOException e) {
            tell(folder.path().resolve(FolderRecord.FRAMES.name()), String.valueOf(e.getMessage()));
        }
    }

    /** Of the codes that can be used. */
    private Map<Path, String> codeShapes() {
        Map<Path, String> shapes = new TreeMap<>();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            for (Frame frame : folder.frames()) {
                Path file = frame.code(codes);
                if (Files.exists(file) && !shapes.containsKey(file)) {
                    codeShape(manager, file).ifPresent(shape -> shapes.put(file, shape));
                }
            }
        }
        return shapes;
    }

    private void checkStrayCodes() throws IOException {
        if (!Files.isDirectory(codes)) {
            return;
        }
        Set<Path> expected =
                folder.frames().stream().map(frame -> frame.code(codes)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(codes)) {
            files.filter(file -> file.toString().endsWith(CodeFile.ENDING) && !expected.contains(file))
                    .sorted()
                    .forEach(file -> tell(file, "is the code of no frame"));
        }
    }

    private Optional<String> codeShape(NDManager manager, Path file) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray code = CodeFile.read(scope, file);
            for (float value : code.toFloatArray()) {
                if (!Float.isFinite(value)) {
                    tell(file, "holds " + value + "; expected finite numbers only");
                    return Optional.empty();
                }
            }
            return Optional.of(code.getShape().toString());
        } catch (IOException | CheckpointException e) {
            tell(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<CodesOrigin> model() {
        try {
            return FolderRecord.CODES.read(codes);
        } catch (IOException e) {
            tell(codes.resolve(FolderRecord.CODES.name()), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean hasCaption() {
        Path file = folder.caption();
        if (!Files.exists(file)) {
            return false;
        }
        try {
            boolean blank =
                    Files.readString(file, UTF_8).lines().findFirst().orElse("").isBlank();
            if (blank) {
                tell(file, "has an empty first line; expected a sentence that describes the video");
            }
        } catch (IOException e) {
            tell(file, "is no UTF-8 text: " + e.getMessage());
        }
        return true;
    }

    /** Files are named from the data set on. */
    private void tell(Path file, String message) {
        String name = folder.name();
        problems.add(new Problem(file.equals(folder.path()) ? name : name + "/" + file.getFileName(), message));
    }
}
