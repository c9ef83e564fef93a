package farm.vidstyle.trainer.run;

import farm.vidstyle.trainer.layout.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run keeps its configuration, checkpoints, tables and clips.
 *
 * @param checkpoint to go on from
 */
public record RunFolder(Path path, Optional<Path> checkpoint) {

    private static final String CHECKPOINTS = "checkpoints";
    private static final String LAST = "last.ckpt";
    private static final String CONFIG = "config.yaml";
    private static final String NAME = "[\\w][\\w.+-]{0,99}";

    /** A folder of its own for a new run; one that holds a run already is refused. */
    public static RunFolder fresh(Path logs, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("the name of a run is '" + name
                    + "'; expected up to 100 letters, digits and any of _ . + -, since a folder is called so");
        }
        Path folder = logs.resolve(name);
        if (Files.exists(folder.resolve(CHECKPOINTS).resolve(LAST))) {
            throw new IllegalArgumentException(folder + " holds a run already; go on with it by --resume " + folder
                    + ", or choose another --name");
        }
        return new RunFolder(folder, Optional.empty());
    }

    /** The folder of an earlier run, or of one of its checkpoints. */
    public static RunFolder resumed(Path runOrCheckpoint) {
        Path path = runOrCheckpoint.toAbsolutePath().normalize();
        Path checkpoint = Files.isDirectory(path) ? path.resolve(CHECKPOINTS).resolve(LAST) : path;
        if (!Files.isRegularFile(checkpoint)) {
            throw new IllegalArgumentException("there is no checkpoint " + checkpoint
                    + "; expected the folder of a run, with " + CHECKPOINTS + "/" + LAST + ", or a checkpoint");
        }
        Path parent = checkpoint.getParent();
        boolean ours = parent.endsWith(CHECKPOINTS);
        return new RunFolder(ours ? parent.getParent() : parent, Optional.of(checkpoint));
    }

    /** Elsewhere, with the same checkpoint to go on from. */
    public RunFolder movedTo(Path folder) {
        return new RunFolder(folder, checkpoint);
    }

    /** The configuration that the run was started with. */
    public Path config() {
        return path.resolve(CONFIG);
    }

    /** Keeps a configuration, unless the folder has it already. */
    public void keep(Path config) throws IOException {
        Files.createDirectories(path);
        if (!Files.exists(config()) || !Files.isSameFile(config, config())) {
            WholeFile.write(config(), Files.readAllBytes(config));
        }
    }
}
