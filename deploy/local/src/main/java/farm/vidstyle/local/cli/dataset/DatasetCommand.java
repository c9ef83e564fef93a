package farm.vidstyle.local.cli.dataset;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prepares training sets. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = "Prepare a training set: frames of videos, their codes, lists; and check it.",
        subcommands = {ExtractCommand.class, InvertCommand.class, SplitCommand.class, CheckCommand.class})
public final class DatasetCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say which: " + String.join(", ", spec.subcommands().keySet()));
    }
}
