package farm.vidstyle.networks.golden;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the golden folders lie: in the system property {@code golden.dir}, or in the test resources where that is empty. */
final class GoldenRoot {
    private GoldenRoot() {}

    static Path chosen() {
        return other().orElseGet(GoldenRoot::shipped);
    }

    /** Vectors that are not ours. */
    static Optional<Path> other() {
        return Optional.ofNullable(System.getProperty("golden.dir"))
                .filter(dir -> !dir.isBlank() && !dir.startsWith("${"))
                .map(GoldenRoot::existing);
    }

    /** A relative path is one of the folder Maven was started in, which is not the module's. */
    private static Path existing(String dir) {
        Path path = Path.of(System.getProperty("golden.base", "")).resolve(dir);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("golden.dir is " + path.toAbsolutePath()
                    + ", which is no folder; expected one with 01_stylegan2" + " and its like");
        }
        return path;
    }

    static Path shipped() {
        try {
            return Path.of(GoldenRoot.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
