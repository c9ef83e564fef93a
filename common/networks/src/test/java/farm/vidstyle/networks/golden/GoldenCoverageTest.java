package farm.vidstyle.networks.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs behind all other classes, see {@code junit-platform.properties}. */
@Order(Integer.MAX_VALUE)
class GoldenCoverageTest {
    static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(GoldenRoot.chosen())) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            return names.isEmpty() ? List.of("none") : names;
        }
    }

    /** Of other vectors this is only said: they may hold more than is known. */
    @ParameterizedTest
    @MethodSource("folders")
    void everyFileOfAFolderIsLookedAt(String name) throws IOException {
        Path folder = GoldenRoot.chosen().resolve(name);
        if (!GoldenReport.OF_THIS_RUN.touches(folder)) {
            GoldenReport.OF_THIS_RUN.note(name + ": not looked at in this run");
        }
        assumeTrue(GoldenReport.OF_THIS_RUN.touches(folder), "no test of this run opened " + folder);

        List<String> unread = GoldenReport.OF_THIS_RUN.unread(folder);

        if (GoldenRoot.other().isPresent()) {
            unread.forEach(file -> GoldenReport.OF_THIS_RUN.note(name + ": not looked at: " + file));
        } else {
            assertThat(unread).as("files of %s that no test reads", name).isEmpty();
        }
    }
}
