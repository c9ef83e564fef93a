package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.local.dataset.Inversion;
import farm.vidstyle.local.dataset.InversionOrder;
import farm.vidstyle.local.dataset.InversionReport;
import farm.vidstyle.local.embedded.EmbeddedFarm;
import farm.vidstyle.local.embedded.FarmPorts;
import farm.vidstyle.trainer.preparation.DatasetFolder;
import farm.vidstyle.worker.model.ModelPush;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives every frame its code, by the inversion workers of a farm that runs, or of one of its own. */
@Command(
        name = "invert",
        mixinStandardHelpOptions = true,
        description = "Give every frame of a data set its W+ code, NNN.pt, by a farm's inversion workers."
                + " Codes that are there are kept, so it may be stopped and started again at any time.")
final class InvertCommand implements Callable<Integer> {
    private static final int DEFAULT_JOBS = 4;
    private static final int MAX_JOBS = 16; // the front door takes so many uploads at a time

    @Mixin
    private final Reporting reporting = new Reporting();

    @Parameters(paramLabel = "OUT", description = "The data set.")
    private Path dataset = Path.of("dataset");

    @Option(names = "--codes", paramLabel = "DIR", description = "Where the folders of codes go (default: OUT).")
    private @Nullable Path codes;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The farm's model, NAME or NAME@VERSION (default: demo, or the bundle).")
    private @Nullable String model;

    @Option(names = "--bundle", paramLabel = "DIR", description = "Invert with this bundle, on a farm of its own.")
    private @Nullable Path bundle;

    @Option(
            names = "--farm",
            paramLabel = "URL",
            description = "Use this farm, for example http://localhost:8080 (default: one of its own while it runs).")
    private @Nullable URI farm;

    @Option(names = "--overwrite", description = "Replace codes of another model, or of one that is not known.")
    private boolean overwrite;

    @Option(names = "--jobs", paramLabel = "N", description = "Folders under way at a time (default: 4).")
    private int jobs = DEFAULT_JOBS;

    @Override
    public Integer call() throws IOException {
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw new IllegalArgumentException("--jobs is " + jobs + "; expected 1 to " + MAX_JOBS);
        }
        if (farm != null && bundle != null) {
            throw new IllegalArgumentException("--bundle is for a farm of its own; put '" + bundle
                    + "' into the farm at " + farm + " with 'model push', and name it with --model");
        }
        if (model != null && bundle != null) {
            throw new IllegalArgumentException("both --model and --bundle say what to invert with; give one of them");
        }
        if (!Files.isDirectory(dataset)) { // before anything is made there
            throw new IOException("'" + dataset + "' is no folder; name the one that has the folders of frames");
        }
        InversionReport report;
        try (DatasetFolder set = DatasetFolder.hold(codesRoot())) {
            report = farm == null ? withOwnFarm(set) : invert(set, new FarmClient(farm), named(), video -> {});
        }
        reporting.tell(report, report.problems(), sentence(report));
        return report.problems().isEmpty() ? 0 : 1;
    }

    private InversionReport withOwnFarm(DatasetFolder set) throws IOException {
        System.setProperty("vidstyle.log", set.log().toString());
        Path data = set.scratch("farm");
        try (ObjectStore store = ObjectStore.open(new StoreConfig.Directory(data.resolve("store")))) {
            String wanted = bundle == null ? named() : push(bundle, store);
            reporting.say("starting a farm …");
            try (EmbeddedFarm own = EmbeddedFarm.start(data, FarmPorts.ANY, System.getenv())) {
                return invert(set, new FarmClient(own.address()), wanted, video -> forget(store, video));
            }
        } finally {
            set.discard(data);
        }
    }

    private InversionReport invert(DatasetFolder set, FarmClient client, String name, Consumer<VideoId> fetched)
            throws IOException {
        InversionOrder order = new InversionOrder(dataset, codesRoot(), name, overwrite);
        return new Inversion(client, order, fetched)
                .run(reporting.crew(jobs, "inverting", "frames"), set.scratch("films"));
    }

    private String named() {
        return model == null ? "demo" : model;
    }

    private static String push(Path bundle, ObjectStore store) {
        ModelRef pushed = new ModelPush(store, sentence -> {}).push(bundle);
        return pushed.name() + "@" + pushed.version();
    }

    /** A farm of one's own needs room for what is under way only. */
    private static void forget(ObjectStore store, VideoId video) {
        store.list("videos/" + video + "/").forEach(store::delete);
    }

    private Path codesRoot() {
        return codes == null ? dataset : codes;
    }

    private static String sentence(InversionReport report) {
        return report.made() + " codes made, " + report.kept() + " kept, model " + report.model()
                + (report.problems().isEmpty() ? "" : "; " + Reporting.count(report.problems()));
    }
}
