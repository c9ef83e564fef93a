package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.trainer.inspection.Findings;
import farm.vidstyle.trainer.inspection.Inspection;
import farm.vidstyle.trainer.inspection.InspectionOrder;
import farm.vidstyle.trainer.layout.VideoList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names everything that is missing or wrong in a training set. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Read every frame, code, description and list of a data set, and name each that is missing,"
                + " damaged or does not fit. Exits with 1 where there is one.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Reporting reporting = new Reporting();

    @Parameters(paramLabel = "OUT", description = "The data set.")
    private Path dataset = Path.of("dataset");

    @Option(names = "--codes", paramLabel = "DIR", description = "Where the folders of codes are (default: OUT).")
    private @Nullable Path codes;

    @Option(
            names = "--lists",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Lists of folders (default: OUT/train.txt and OUT/val.txt, those that are there).")
    private @Nullable List<Path> lists;

    @Option(names = "--captions", description = "Want a text_descriptions.txt in every folder, even if none has one.")
    private boolean captions;

    @Option(names = "--jobs", paramLabel = "N", description = "Folders at a time (default: one a core).")
    private int jobs = Reporting.cores();

    @Override
    public Integer call() throws IOException {
        Path codeRoot = codes == null ? dataset : codes;
        InspectionOrder order = new InspectionOrder(dataset, codeRoot, lists == null ? ownLists() : lists, captions);
        Findings findings = new Inspection(order).run(reporting.crew(jobs, "checking", "frames and folders"));
        reporting.tell(findings, findings.problems(), sentence(findings));
        return findings.problems().isEmpty() ? 0 : 1;
    }

    private List<Path> ownLists() {
        return Stream.of(VideoList.TRAINING, VideoList.VALIDATION)
                .map(dataset::resolve)
                .filter(Files::exists)
                .toList();
    }

    private static String sentence(Findings findings) {
        String has = findings.folders() + " folders, " + findings.frames() + " frames of " + findings.frameSize() + ", "
                + findings.codes() + " codes " + findings.codeShape() + ", " + findings.captions() + " descriptions: ";
        return has + (findings.problems().isEmpty() ? "nothing is wrong" : Reporting.count(findings.problems()));
    }
}
