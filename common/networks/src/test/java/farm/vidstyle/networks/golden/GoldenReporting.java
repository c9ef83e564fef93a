package farm.vidstyle.networks.golden;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Prints and writes the report when the last test of a run has ended. JUnit finds this by its service file. */
public final class GoldenReporting implements BeforeAllCallback {
    private static final Path FILE = Path.of("target", "golden-report.md");

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(GoldenReporting.class)).computeIfAbsent("end of the run", key ->
                (AutoCloseable) GoldenReporting::finish);
    }

    private static void finish() throws IOException {
        GoldenReport report = GoldenReport.OF_THIS_RUN;
        if (!report.isEmpty()) {
            report.write(FILE, GoldenRoot.chosen());
            report.summary().forEach(System.out::println);
            System.out.println("golden report: " + FILE.toAbsolutePath());
        }
    }
}
