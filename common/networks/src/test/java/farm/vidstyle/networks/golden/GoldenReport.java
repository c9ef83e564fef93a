package farm.vidstyle.networks.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a run compared with the reference, how far apart the two are, and what it did not find. */
public final class GoldenReport {
    /** Written to {@code target/golden-report.md} when all tests have run. */
    public static final GoldenReport OF_THIS_RUN = new GoldenReport();

    private final List<Row> rows = new ArrayList<>();
    private final Set<String> absent = new TreeSet<>();
    private final Set<String> notes = new TreeSet<>();
    private final Set<Path> read = new TreeSet<>();

    /** One comparison; {@code label} is the case it belongs to, {@code relative} the error over the largest expected value. */
    record Row(
            String folder,
            String label,
            String array,
            String shape,
            double absolute,
            double relative,
            double tolerance,
            boolean good) {
        private String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.2e | %.2e | %.0e | %s |",
                    folder,
                    label,
                    array,
                    shape,
                    absolute,
                    relative,
                    tolerance,
                    good ? "ok" : "FAILED");
        }
    }

    synchronized void compared(Row row) {
        rows.add(row);
    }

    synchronized void absent(String folder, String what) {
        absent.add(folder + ": " + what);
    }

    synchronized void read(Path file) {
        read.add(file.toAbsolutePath().normalize());
    }

    /** A line that is no comparison of arrays. */
    public synchronized void note(String line) {
        notes.add(line);
    }

    synchronized boolean isEmpty() {
        return rows.isEmpty() && absent.isEmpty();
    }

    /** Files of a folder that no test has opened so far. */
    synchronized List<String> unread(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !read.contains(file.toAbsolutePath().normalize()))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Whether any test has opened a file of the folder. */
    synchronized boolean touches(Path folder) {
        return read.stream()
                .anyMatch(file -> file.startsWith(folder.toAbsolutePath().normalize()));
    }

    /** For the end of a run: a line a case with its worst array, and what is absent. */
    synchronized List<String> summary() {
        Map<String, Row> worst = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Row row : sorted()) {
            String key = row.folder() + " " + row.label();
            worst.merge(key, row, (a, b) -> excess(b) > excess(a) ? b : a);
            counts.merge(key, 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        worst.forEach((key, row) -> lines.add(String.format(
                Locale.ROOT,
                "golden %-45s %2d arrays, worst %-28s absolute %.2e, relative %.2e, accepted %.0e: %s",
                key,
                counts.get(key),
                row.array(),
                row.absolute(),
                row.relative(),
                row.tolerance(),
                row.good() ? "ok" : "FAILED")));
        absent.forEach(what -> lines.add("golden ABSENT " + what));
        notes.forEach(note -> lines.add("golden " + note));
        return lines;
    }

    /** How much of its tolerance a comparison used up; a failed one is worse than all others. */
    private static double excess(Row row) {
        return row.good() ? row.relative() / Math.max(row.tolerance(), Double.MIN_NORMAL) : Double.MAX_VALUE;
    }

    private List<Row> sorted() {
        return rows.stream()
                .distinct()
                .sorted((a, b) -> (a.folder() + " " + a.label()).compareTo(b.folder() + " " + b.label()))
                .toList();
    }

    synchronized void write(Path file, Path root) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# Comparison with the reference",
                "",
                "Vectors: `" + root
                        + "`. Errors are the largest of an array, relative ones over its largest expected value (for"
                        + " bytes: the share of bytes off by one).",
                "",
                "| folder | case | array | shape | absolute | relative | accepted | verdict |",
                "|---|---|---|---|---|---|---|---|"));
        sorted().forEach(row -> lines.add(row.line()));
        section(lines, "Absent from these vectors", absent);
        section(lines, "Notes", notes);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static void section(List<String> lines, String title, Set<String> items) {
        if (!items.isEmpty()) {
            lines.addAll(List.of("", "## " + title, ""));
            items.forEach(item -> lines.add("- " + item));
        }
    }
}
