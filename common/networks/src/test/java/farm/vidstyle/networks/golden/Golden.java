package farm.vidstyle.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One folder of golden vectors. The root is the system property {@code golden.dir}, or the test resources where that is empty. What the
 * root does not have is reported as absent and skipped, so that other vectors of the same layout can be checked.
 */
public final class Golden {
    private static final Path REPORT = Path.of("target", "golden-report.txt");
    private static final JsonMapper JSON = new JsonMapper();
    private static boolean reportStarted;

    private final String name;
    private final Path folder;

    private Golden(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Skips the calling test, and says so in the report, where the root has no such folder. */
    public static Golden folder(String name) {
        Path folder = root().resolve(name);
        if (!Files.isDirectory(folder)) {
            report(name + ": absent");
        }
        assumeTrue(Files.isDirectory(folder), () -> "no golden folder " + folder);
        return new Golden(name, folder);
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Skips the calling test where the folder lacks the file. */
    public Path file(String file) {
        if (!has(file)) {
            report(name + "/" + file + ": absent");
        }
        assumeTrue(has(file), () -> "no golden file " + folder.resolve(file));
        return folder.resolve(file);
    }

    /** What stands before {@code suffix} in the names of the folder's files: its cases. */
    public List<String> cases(String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json(String file) {
        try {
            return JSON.readTree(Files.readString(file(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode meta() {
        return json("meta.json");
    }

    /** The array in {@code NAME.npy}. */
    public NDArray array(NDManager manager, String array) {
        try {
            return Npy.read(manager, file(array + ".npy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the largest error, relative to the largest expected value, is within {@code tolerance}; reports it anyway. */
    public void check(String array, NDArray actual, double tolerance) {
        try (NDManager scope = actual.getManager().newSubManager()) {
            NDArray expected = array(scope, array);
            checkShape(array, actual.getShape(), expected.getShape());
            double absolute =
                    largest(actual.toType(DataType.FLOAT64, true).sub(expected.toType(DataType.FLOAT64, true)));
            double relative = absolute / Math.max(largest(expected.toType(DataType.FLOAT64, true)), Double.MIN_NORMAL);
            boolean good = relative <= tolerance;
            report(String.format(
                    Locale.ROOT,
                    "%s/%s: absolute %.2e, relative %.2e, accepted %.0e%s",
                    name,
                    array,
                    absolute,
                    relative,
                    tolerance,
                    good ? "" : "  FAILED"));
            assertThat(good)
                    .as("%s/%s: relative error %.3e, accepted %.0e", name, array, relative, tolerance)
                    .isTrue();
        }
    }

    /** The same for two results of our own, which the report does not list. */
    public static void requireClose(NDArray difference, NDArray expected, double tolerance) {
        double relative = largest(difference) / largest(expected);
        assertThat(relative).as("relative error").isLessThanOrEqualTo(tolerance);
    }

    private void checkShape(String array, Shape actual, Shape expected) {
        assertThat(actual).as("shape of %s/%s", name, array).isEqualTo(expected);
    }

    private static double largest(NDArray values) {
        return values.size() == 0
                ? 0
                : values.abs().max().toType(DataType.FLOAT64, false).getDouble();
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty("golden.dir"))
                .filter(dir -> !dir.isBlank() && !dir.startsWith("${"))
                .map(Path::of)
                .orElseGet(Golden::resources);
    }

    private static Path resources() {
        try {
            return Path.of(Golden.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a line to the report of this run and prints it. */
    public static synchronized void report(String line) {
        System.out.println("golden " + line);
        try {
            Files.createDirectories(REPORT.getParent());
            if (!reportStarted) {
                Files.deleteIfExists(REPORT);
                reportStarted = true;
            }
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
