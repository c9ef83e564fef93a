package farm.vidstyle.local.cli.model;

import farm.vidstyle.farm.model.ModelCard;
import farm.vidstyle.farm.model.ModelCatalog;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.local.cli.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the models in a farm's store. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Show the models in a farm's store.")
public final class ListCommand implements Callable<Integer> {
    private static final int SHORT_DIGEST = 12;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.Style.of(json));
        try (ObjectStore opened = store.open()) {
            List<ModelCard> models = new ModelCatalog(opened).all();
            models.forEach(model -> {
                progress.event(Map.of("model", model));
                progress.say(line(model));
            });
            if (models.isEmpty()) {
                progress.say("no models; './vidstyle model push' puts one there");
            }
        }
        return 0;
    }

    private static String line(ModelCard model) {
        return model.ref().name() + "@" + model.ref().version() + "  frames " + model.frameWidth() + "x"
                + model.frameHeight() + ", alignment " + model.alignment() + ", windows of " + model.videoLength()
                + " frames, digest " + model.ref().digest().substring(0, SHORT_DIGEST);
    }
}
