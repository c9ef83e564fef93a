package farm.vidstyle.trainer.objective;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.StoredTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The reference's training step: folder {@code 10_training_step} below the system property {@code golden.dir}, or the test resources where that
 * is empty. Where the folder is absent, that is reported and the test skipped.
 */
final class GoldenStep {

    private final Path folder;
    private final Path start;
    private final Map<?, ?> meta;
    private final Map<String, StoredTensor> arrays;

    private GoldenStep(Path root) throws IOException {
        folder = root.resolve("10_training_step");
        start = root.resolve("07_end_to_end").resolve("last.ckpt");
        boolean there = Files.isDirectory(folder) && Files.exists(start);
        if (!there) {
            System.out.println("golden 10_training_step: absent below " + root);
        }
        assumeTrue(there, () -> "no golden folder " + folder);
        meta = (Map<?, ?>) yaml(folder.resolve("meta.json"));
        arrays = Checkpoint.of("10_training_step.npz", archive()).tensors();
    }

    static GoldenStep open() throws IOException, URISyntaxException {
        Optional<String> given = Optional.ofNullable(System.getProperty("golden.dir"))
                .filter(dir -> !dir.isBlank() && !dir.startsWith("${"));
        return new GoldenStep(
                given.isPresent()
                        ? Path.of(System.getProperty("golden.base", ""))
                                .resolve(given.get()) // from where Maven started
                        : Path.of(GoldenStep.class.getResource("/golden").toURI()));
    }

    /** All arrays of the folder as one {@code .npz}, which the product can read. */
    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.list(folder)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Path file : files.filter(path -> path.toString().endsWith(".npy"))
                    .sorted()
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** About which DINO's weights say nothing. */
    int dinoHeads() throws IOException {
        Map<?, ?> whole = (Map<?, ?>) yaml(start.resolveSibling("meta.json"));
        return ((Map<?, ?>) whole.get("dino")).get("heads") instanceof Number heads ? heads.intValue() : 1;
    }

    private static Object yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)); // JSON is YAML
    }

    Checkpoint start() {
        return Checkpoint.open(start);
    }

    Map<String, StoredTensor> parametersAfterOneStep() {
        return Checkpoint.open(folder.resolve("params_after_one_adam_step.pt")).tensors();
    }

    NDArray array(NDManager manager, String name) {
        return arrays.get(name).toArray(manager);
    }

    /** Arrays whose names start so, by the rest of the name. */
    List<String> namesAfter(String prefix) {
        return arrays.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    Map<?, ?> config() {
        return (Map<?, ?>) meta.get("config");
    }

    double number(String key, double otherwise) {
        return meta.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** A number below {@code results}. */
    double result(String run, String key) {
        return ((Number) ((Map<?, ?>) results().get(run)).get(key)).doubleValue();
    }

    boolean has(String run) {
        return results().containsKey(run);
    }

    Map<?, ?> results() {
        return (Map<?, ?>) meta.get("results");
    }

    /** The numbers that the n-th drawing without replacement gave. */
    int[] choice(int n) {
        List<?> call = ((List<?>) results().get("random_calls"))
                .stream()
                        .map(each -> (List<?>) each)
                        .filter(each -> each.get(0).equals("choice"))
                        .toList()
                        .get(n);
        return ((List<?>) call.get(2))
                .stream().mapToInt(i -> ((Number) i).intValue()).toArray();
    }
}
