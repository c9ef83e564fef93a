package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.trainer.layout.VideoList;
import farm.vidstyle.trainer.preparation.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deals folders out to training and validation. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description = "Write OUT/train.txt and OUT/val.txt. The same folders and seed give the same lists everywhere.")
final class SplitCommand implements Callable<Integer> {
    private static final String WHOLE_NAME = ".+";

    @Mixin
    private final Reporting reporting = new Reporting();

    @Parameters(paramLabel = "OUT", description = "The data set.")
    private Path dataset = Path.of("dataset");

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "The share of folders for validation (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--seed", paramLabel = "N", description = "Another number gives other lists (default: 0).")
    private long seed;

    @Option(
            names = "--by",
            paramLabel = "PATTERN",
            defaultValue = WHOLE_NAME,
            description =
                    "Folders in whose names this regular expression finds the same (its first group, if it has one)"
                            + " stay in one list; for example 'Actor_\\d+' for identities (default: each on its own).")
    private String by = WHOLE_NAME;

    @Option(names = "--lists", paramLabel = "DIR", description = "Where to write the lists (default: OUT).")
    private @Nullable Path lists;

    @Option(names = "--overwrite", description = "Replace lists that are there already.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        Split split = Split.of(Split.candidates(dataset), share, seed, pattern());
        Path folder = lists == null ? dataset : lists;
        split.write(folder, overwrite);
        reporting.tell(
                split,
                List.of(),
                split.training().size() + " folders in " + folder.resolve(VideoList.TRAINING) + ", "
                        + split.validation().size() + " in " + folder.resolve(VideoList.VALIDATION));
        return 0;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(by);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "--by is '" + by + "', which is no regular expression: " + e.getDescription(), e);
        }
    }
}
