package farm.vidstyle.local.cli.model;

import farm.vidstyle.farm.config.Settings;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.StoreConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which farm's store a command works on. */
final class StoreOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of a farm that './vidstyle up' runs, running or not (default: the store that"
                    + " VIDSTYLE_STORE names, else ~/.vidstyle).")
    private @Nullable Path data;

    ObjectStore open() {
        if (data == null && System.getenv("VIDSTYLE_STORE") != null) {
            return ObjectStore.open(Settings.read(System.getenv(), StoreConfig::from));
        }
        Path folder = data == null ? Path.of(System.getProperty("user.home"), ".vidstyle") : data;
        return ObjectStore.open(new StoreConfig.Directory(folder.resolve("store")));
    }
}
