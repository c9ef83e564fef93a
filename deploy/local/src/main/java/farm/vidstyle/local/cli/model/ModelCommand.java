package farm.vidstyle.local.cli.model;

import picocli.CommandLine.Command;

/** Groups the commands about models. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Turn weights into model bundles, look into them, check them, give them to a farm.",
        subcommands = {
            ImportCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            PushCommand.class,
            ListCommand.class
        })
public final class ModelCommand {}
