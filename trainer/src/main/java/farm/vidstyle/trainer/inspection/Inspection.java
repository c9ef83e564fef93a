package farm.vidstyle.trainer.inspection;

import farm.vidstyle.trainer.layout.CodeFile;
import farm.vidstyle.trainer.layout.CodesOrigin;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.trainer.preparation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at a whole training set. */
public final class Inspection {
    private final InspectionOrder order;
    private final List<Problem> problems = new ArrayList<>();

    public Inspection(InspectionOrder order) {
        this.order = order;
    }

    /** @throws IOException where there is no data set to look at */
    public Findings run(Crew crew) throws IOException {
        if (!Files.isDirectory(order.dataset())) {
            throw new IOException(
                    "'" + order.dataset() + "' is no folder; name the one that has the folders of frames");
        }
        List<FrameFolder> folders = new ArrayList<>();
        for (String name : FrameFolder.names(order.dataset())) {
            folders.add(FrameFolder.read(order.dataset().resolve(name)));
        }
        if (folders.isEmpty()) {
            throw new IOException("'" + order.dataset() + "' has no folders; expected one with frames for each video");
        }
        List<FolderFacts> facts = crew
                .perform(folders, folder -> folder.frames().size() + 1, this::inspect)
                .stream()
                .sorted(Comparator.comparing(FolderFacts::name))
                .toList();
        facts.forEach(folder -> problems.addAll(folder.problems()));
        compare(facts);
        checkCodes(facts);
        checkCaptions(facts);
        problems.addAll(new ListInspection(
                        order.dataset(), facts.stream().map(FolderFacts::name).collect(Collectors.toSet()))
                .inspect(order.lists()));
        return findings(facts);
    }

    private FolderFacts inspect(FrameFolder folder) throws IOException {
        return new FolderInspection(folder, order.codes().resolve(folder.name())).inspect();
    }

    private void compare(List<FolderFacts> facts) {
        requireSame(facts, FolderFacts::frameSize, "has frames of ");
        requireSame(facts, FolderFacts::codeShape, "has codes of shape ");
        requireSame(facts, folder -> folder.model().map(CodesOrigin::toString).orElse(""), "has codes of model ");
    }

    private void requireSame(List<FolderFacts> facts, Function<FolderFacts, String> property, String what) {
        String most = most(facts, property);
        for (FolderFacts folder : facts) {
            String own = property.apply(folder);
            if (!own.isEmpty() && !own.equals(most)) {
                problems.add(new Problem(folder.name(), what + own + "; most folders have " + most));
            }
        }
    }

    private static String most(List<FolderFacts> facts, Function<FolderFacts, String> property) {
        Tally tally = new Tally();
        facts.stream().map(property).filter(Predicate.not(String::isEmpty)).forEach(tally::add);
        return tally.most();
    }

    private void checkCodes(List<FolderFacts> facts) {
        for (FolderFacts folder : facts) {
            int missing = folder.missingCodes().size();
            if (missing > 0) {
                problems.add(new Problem(
                        folder.name(),
                        "lacks the codes of " + missing + " frames: " + NumberRuns.text(folder.missingCodes()) + " ("
                                + CodeFile.ENDING + "); run 'dataset invert'"));
            }
        }
    }

    /** Descriptions are needed for edits of style only; but where some videos have one, the others were forgotten. */
    private void checkCaptions(List<FolderFacts> facts) {
        boolean wanted = order.captions() || facts.stream().anyMatch(FolderFacts::caption);
        for (FolderFacts folder : facts) {
            if (wanted && !folder.caption()) {
                problems.add(new Problem(
                        folder.name() + "/" + FrameFolder.CAPTION,
                        "is missing; expected a sentence that describes the video"));
            }
        }
    }

    private Findings findings(List<FolderFacts> facts) {
        return new Findings(
                facts.size(),
                facts.stream().mapToLong(FolderFacts::frames).sum(),
                facts.stream().mapToLong(FolderFacts::codes).sum(),
                (int) facts.stream().filter(FolderFacts::caption).count(),
                most(facts, FolderFacts::frameSize),
                most(facts, FolderFacts::codeShape),
                problems);
    }
}
