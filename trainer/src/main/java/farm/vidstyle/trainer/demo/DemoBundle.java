package farm.vidstyle.trainer.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The demo model that ships with the project, and the scores it had when it was made. */
public final class DemoBundle {

    private static final String FOLDER = "bundle/";
    private static final String SCORES = "scores.json";

    private DemoBundle() {}

    /** Copies the bundle into a folder, which is created, so that it can be opened as any other. */
    public static void extract(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String file : files()) {
                try (InputStream content = resource(FOLDER + file)) {
                    Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the demo bundle to " + folder, e);
        }
    }

    /** The recipe, its seed and duration, and what it scored, as JSON. */
    public static String scores() {
        try (InputStream content = resource(SCORES)) {
            return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the demo bundle's scores", e);
        }
    }

    /** Every file of a bundle that {@link BundleWriter} writes. */
    static List<String> files() {
        return BundleWriter.FILES;
    }

    private static InputStream resource(String name) {
        InputStream content = DemoBundle.class.getResourceAsStream(name);
        if (content == null) {
            throw new IllegalStateException("this build has no demo model (" + name + " is missing)");
        }
        return content;
    }
}
