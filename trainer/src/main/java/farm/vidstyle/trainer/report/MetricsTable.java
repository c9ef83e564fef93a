package farm.vidstyle.trainer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.trainer.layout.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A CSV file with a row a step; the first column is the step. A cell without a value is empty. */
public final class MetricsTable implements AutoCloseable {

    private final List<String> columns;
    private final BufferedWriter out;

    private MetricsTable(List<String> columns, BufferedWriter out) {
        this.columns = columns;
        this.out = out;
    }

    /** Goes on behind step {@code last}: rows of later steps, which a run that did not come to its checkpoint left, are taken out. */
    public static MetricsTable open(Path file, List<String> columns, long last) throws IOException {
        List<String> kept = new ArrayList<>(List.of("step," + String.join(",", columns)));
        if (Files.exists(file) && last > 0) {
            for (String row : Files.readAllLines(file, UTF_8)) {
                if (row.matches("\\d{1,18},.*") && Long.parseLong(row.substring(0, row.indexOf(','))) <= last) {
                    kept.add(row);
                }
            }
        }
        WholeFile.write(file, String.join("\n", kept) + "\n");
        return new MetricsTable(List.copyOf(columns), Files.newBufferedWriter(file, UTF_8, StandardOpenOption.APPEND));
    }

    public void row(long step, Map<String, Double> values) throws IOException {
        out.write(step + ","
                + columns.stream()
                        .map(column -> values.containsKey(column) ? text(values.get(column)) : "")
                        .collect(Collectors.joining(",")));
        out.newLine();
        out.flush();
    }

    /** All digits: two runs are compared by them. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
