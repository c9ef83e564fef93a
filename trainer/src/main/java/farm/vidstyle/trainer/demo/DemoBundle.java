package farm.vidstyle.trainer.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The demo model that ships with the project. How it was made, and what it scored, stands in {@code scores.json} beside it. */
public final class DemoBundle {

    private static final String FOLDER = "bundle/";

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
