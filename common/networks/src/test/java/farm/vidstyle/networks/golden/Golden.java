package farm.vidstyle.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

/**
 * One folder of golden vectors, below the root that {@link GoldenRoot} finds. What another root than ours lacks is reported as absent and
 * left out, so that other vectors of the same layout can be checked.
 */
public final class Golden {
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final Path folder;
    private final Path shipped;
    private final GoldenReport report;
    private String current = "";

    Golden(Path root, Path shippedRoot, String name, GoldenReport report) {
        this.name = name;
        this.folder = root.resolve(name);
        this.shipped = shippedRoot.resolve(name);
        this.report = report;
    }

    /** Skips the calling test, and says so in the report, where the root has no such folder. */
    public static Golden folder(String name) {
        Golden golden = new Golden(GoldenRoot.chosen(), GoldenRoot.shipped(), name, GoldenReport.OF_THIS_RUN);
        golden.requireFolder();
        return golden;
    }

    /** Our own vectors, whatever root is chosen: for tests that need some network, and not to compare. */
    public static Golden shipped(String name) {
        return new Golden(GoldenRoot.shipped(), GoldenRoot.shipped(), name, new GoldenReport());
    }

    void requireFolder() {
        if (!Files.isDirectory(folder)) {
            report.absent(name, "the whole folder");
            abort("no golden folder " + folder);
        }
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Skips the calling test where the folder lacks the file. */
    public Path file(String file) {
        if (!has(file)) {
            report.absent(name, file);
            abort("no golden file " + folder.resolve(file));
        }
        report.read(folder.resolve(file));
        return folder.resolve(file);
    }

    /** Whether this folder or ours has the array: the one to compare with, the other to be reported absent. */
    public boolean knows(String array) {
        return has(array + ".npy") || Files.exists(shipped.resolve(array + ".npy"));
    }

    /** The first file of a kind, where names do not matter; skips the calling test where there is none. */
    public Path first(String suffix) {
        List<String> names = names(suffix);
        return file(names.isEmpty() ? "(any)" + suffix : names.get(0) + suffix);
    }

    /** What stands before {@code suffix} in the names of the folder's files. */
    public List<String> names(String suffix) {
        return names(folder, suffix);
    }

    /** The same where each name is a case: those that only ours has are reported absent. */
    public List<String> cases(String suffix) {
        List<String> cases = names(folder, suffix);
        names(shipped, suffix).stream()
                .filter(known -> !cases.contains(known))
                .forEach(missing -> report.absent(name, missing + suffix));
        return cases;
    }

    private static List<String> names(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
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

    /**
     * Runs {@code comparison} for every case, also after one that failed. A case whose inputs are incomplete is left out; skips the
     * calling test where none is left.
     */
    public void eachCase(String suffix, Consumer<String> comparison) {
        eachOf(cases(suffix), comparison);
    }

    /** As {@link #eachCase}, for cases found in another way. */
    public void eachOf(List<String> cases, Consumer<String> comparison) {
        List<Throwable> failures = new ArrayList<>();
        int finished = 0;
        for (String each : cases) {
            current = each;
            try {
                comparison.accept(each);
                finished++;
            } catch (TestAbortedException incomplete) {
                report.note(name + "/" + each + ": left out, " + incomplete.getMessage());
            } catch (AssertionError | RuntimeException failure) {
                report.note(name + "/" + each + ": FAILED, " + failure.getMessage());
                failures.add(failure);
            } finally {
                current = "";
            }
        }
        if (!failures.isEmpty()) {
            throw new MultipleFailuresError(failures.size() + " of " + cases.size() + " cases of " + name, failures);
        }
        if (finished == 0) {
            abort("no complete case among " + cases + " of " + folder);
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
        compare(array, actual, (differences, expected) -> {
            double absolute = largest(differences);
            double relative = absolute / Math.max(largest(expected), Double.MIN_NORMAL);
            return new Errors(absolute, relative, tolerance, relative <= tolerance);
        });
    }

    /** For bytes cut from numbers that may lie next to an integer: off by one at most, in at most {@code tolerance} of them. */
    public void checkBytes(String array, NDArray actual, double tolerance) {
        compare(array, actual, (differences, expected) -> {
            double absolute = largest(differences);
            double changed =
                    differences.neq(0).toType(DataType.FLOAT64, false).mean().getDouble();
            return new Errors(absolute, changed, tolerance, absolute <= 1 && changed <= tolerance);
        });
    }

    private record Errors(double absolute, double relative, double tolerance, boolean good) {}

    private interface Measure {
        Errors of(NDArray differences, NDArray expected);
    }

    private void compare(String array, NDArray actual, Measure measure) {
        if (!has(array + ".npy")) {
            report.absent(name, array + ".npy");
            return;
        }
        try (NDManager scope = actual.getManager().newSubManager()) {
            scope.tempAttachAll(actual);
            NDArray expected = array(scope, array);
            Shape shape = expected.getShape();
            assertThat(actual.getShape()).as("shape of %s/%s", name, array).isEqualTo(shape);
            NDArray wide = expected.toType(DataType.FLOAT64, true);
            Errors e = measure.of(actual.toType(DataType.FLOAT64, true).sub(wide), wide);
            String label = current.isEmpty() ? array : current;
            report.compared(new GoldenReport.Row(
                    name, label, array, shape.toString(), e.absolute(), e.relative(), e.tolerance(), e.good()));
            assertThat(e.good())
                    .as("%s/%s: relative error %.3e, accepted %.0e", name, array, e.relative(), e.tolerance())
                    .isTrue();
        }
    }

    /** The same for two results of our own, which the report does not list. */
    public static void requireClose(NDArray difference, NDArray expected, double tolerance) {
        double relative = largest(difference) / largest(expected);
        assertThat(relative).as("relative error").isLessThanOrEqualTo(tolerance);
    }

    private static double largest(NDArray values) {
        return values.size() == 0
                ? 0
                : values.abs().max().toType(DataType.FLOAT64, false).getDouble();
    }
}
