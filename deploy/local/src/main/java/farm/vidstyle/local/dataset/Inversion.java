package farm.vidstyle.local.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.FrameFolder.Frame;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.trainer.preparation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Gives every frame of a training set its code. A code that is there is not made again, whoever was killed while making the others; but
 * codes of two models are never mixed in one folder.
 */
public final class Inversion {
    private final FarmClient farm;
    private final InversionOrder order;
    private final Consumer<VideoId> fetched;
    private final List<Problem> problems = new ArrayList<>();
    private long kept;

    /** @param fetched hears of each upload whose codes have been fetched, so that a farm of one's own can forget it */
    public Inversion(FarmClient farm, InversionOrder order, Consumer<VideoId> fetched) {
        this.farm = farm;
        this.order = order;
        this.fetched = fetched;
    }

    /**
     * @param scratch has room for small films
     * @throws IOException where nothing can be done
     */
    public InversionReport run(Crew crew, Path scratch) throws IOException {
        CodesOrigin model = model();
        List<Part> parts = new ArrayList<>();
        for (String name : FrameFolder.names(order.dataset())) {
            parts.addAll(plan(FrameFolder.read(order.dataset().resolve(name)), model));
        }
        if (parts.isEmpty() && kept == 0 && problems.isEmpty()) {
            throw new IOException("'" + order.dataset() + "' has no folders of frames; 'dataset extract' makes them");
        }
        PartInverter inverter = new PartInverter(farm, model.model() + "@" + model.version(), scratch);
        List<PartInverter.Result> results =
                crew.perform(parts, part -> part.frames().size(), part -> inverter.invert(part, fetched));
        results.forEach(result -> problems.addAll(result.problems()));
        problems.sort(Comparator.comparing(Problem::file));
        long made = results.stream().mapToLong(PartInverter.Result::codes).sum();
        return new InversionReport(model.toString(), made, kept, problems);
    }

    private CodesOrigin model() throws IOException {
        JsonNode models = farm.models();
        return StreamSupport.stream(models.spliterator(), false)
                .filter(model -> order.model().equals(text(model, "name"))
                        || order.model().equals(text(model, "name") + "@" + text(model, "version")))
                .findFirst()
                .map(model -> new CodesOrigin(text(model, "name"), text(model, "version"), text(model, "digest")))
                .orElseThrow(() -> new IOException("the farm has no model '" + order.model() + "'; it has "
                        + StreamSupport.stream(models.spliterator(), false)
                                .map(model -> text(model, "name") + "@" + text(model, "version"))
                                .toList()));
    }

    private static String text(JsonNode model, String name) {
        return model.path(name).asText();
    }

    /** What is left to do in a folder, which from then on says whose codes it has. */
    private List<Part> plan(FrameFolder folder, CodesOrigin model) throws IOException {
        Path codes = order.codes().resolve(folder.name());
        if (folder.frames().isEmpty()) {
            problems.add(new Problem(folder.name(), "has no frames; expected NNN.png"));
            return List.of();
        }
        List<Frame> missing = missing(folder, codes);
        boolean some = missing.size() < folder.frames().size();
        Optional<CodesOrigin> before = origin(codes);
        boolean foreign = before.isPresent() && !before.get().equals(model) && some;
        boolean unknown = before.isEmpty() && some && !missing.isEmpty();
        if (foreign || unknown) {
            if (!order.overwrite()) {
                problems.add(new Problem(
                        folder.name(),
                        "has " + (folder.frames().size() - missing.size()) + " codes of "
                                + before.map(Objects::toString).orElse("an unknown model") + "; wanted are those of "
                                + model + ": replace them with --overwrite"));
                return List.of();
            }
            forget(codes);
            missing = folder.frames();
        }
        kept += folder.frames().size() - missing.size();
        if (!missing.isEmpty()) {
            Files.createDirectories(codes);
            FolderRecord.CODES.write(codes, model); // before the first code, so that no code is of unknown origin
        }
        return Part.of(folder.name(), codes, missing);
    }

    private static List<Frame> missing(FrameFolder folder, Path codes) {
        return folder.frames().stream()
                .filter(frame -> !Files.exists(frame.code(codes)))
                .toList();
    }

    private static Optional<CodesOrigin> origin(Path codes) {
        try {
            return FolderRecord.CODES.read(codes);
        } catch (IOException e) {
            return Optional.empty(); // codes of a model that nobody knows any more
        }
    }

    /** Codes first: until the last is gone, the folder says whose they are. */
    private static void forget(Path codes) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(codes)) {
            files = entries.filter(file -> file.toString().endsWith(CodeFile.ENDING))
                    .toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.deleteIfExists(codes.resolve(FolderRecord.CODES.name()));
    }
}
