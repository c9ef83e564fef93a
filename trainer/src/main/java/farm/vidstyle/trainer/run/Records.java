package farm.vidstyle.trainer.run;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.trainer.objective.Loss;
import farm.vidstyle.trainer.objective.LossValues;
import farm.vidstyle.trainer.objective.Objective;
import farm.vidstyle.trainer.report.EventFile;
import farm.vidstyle.trainer.report.MetricsTable;
import farm.vidstyle.trainer.report.ProcessMemory;
import farm.vidstyle.trainer.report.TrainingMeters;
import farm.vidstyle.trainer.report.ValidationClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down what happens: {@code metrics.csv}, {@code validation.csv}, event files and clips in the run's folder, and meters. */
final class Records implements AutoCloseable {

    private static final String TOTAL = "total_loss";
    private static final double BYTES_PER_MIB = 1 << 20;

    private final Path folder;
    private final MetricsTable steps;
    private final MetricsTable validations;
    private final EventFile events;
    private final TrainingMeters meters;

    /** Goes on behind step {@code last}. */
    Records(Path folder, long last, TrainingMeters meters) throws IOException {
        this.folder = folder;
        this.meters = meters;
        Files.createDirectories(folder);
        steps = MetricsTable.open(folder.resolve("metrics.csv"), stepColumns(), last);
        validations = MetricsTable.open(folder.resolve("validation.csv"), labels("val/"), last);
        events = EventFile.create(folder, Clock.systemUTC());
    }

    private static List<String> stepColumns() {
        List<String> columns = new ArrayList<>(labels("train/"));
        for (Loss loss : Loss.values()) {
            columns.add("lambda/" + loss.label());
        }
        columns.addAll(List.of("epoch", "learning_rate", "steps_per_second", "libtorch_share", "rss_mib"));
        return columns;
    }

    private static List<String> labels(String prefix) {
        List<String> labels = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            labels.add(prefix + loss.label());
        }
        labels.add(prefix + TOTAL);
        return labels;
    }

    void step(StepReport report, double rate) throws IOException {
        Map<String, Double> row = losses("train/", report.losses());
        report.losses().weights().forEach((loss, weight) -> row.put("lambda/" + loss.label(), weight));
        row.put("epoch", (double) report.epoch());
        row.put("learning_rate", rate);
        row.put("steps_per_second", 1 / report.seconds());
        row.put("libtorch_share", report.libtorchShare());
        ProcessMemory.residentMib().ifPresent(mib -> row.put("rss_mib", mib));
        steps.row(report.done(), row);
        events.scalars(report.done(), row);
        meter(report, row);
    }

    private void meter(StepReport report, Map<String, Double> row) {
        report.losses().terms().forEach((loss, value) -> meters.loss(loss.label(), value));
        meters.loss(TOTAL, report.losses().total());
        meters.set("trainer.step", (double) report.done());
        meters.set("trainer.epoch", (double) report.epoch());
        meters.set("trainer.steps.rate", 1 / report.seconds());
        meters.set("trainer.libtorch.share", report.libtorchShare());
        meters.set("trainer.memory.resident", row.getOrDefault("rss_mib", 0.0) * BYTES_PER_MIB);
    }

    void validation(long step, LossValues mean) throws IOException {
        Map<String, Double> row = losses("val/", mean);
        validations.row(step, row);
        events.scalars(step, row);
        events.flush();
    }

    /** The n-th clip of a validation; gives the path of its GIF. */
    Path clip(long step, int n, Objective.Seen seen, int videos) throws IOException {
        NDArray[] columns = {seen.real(), seen.reconstructed(), seen.edited()};
        ValidationClip clip = ValidationClip.of(videos, columns);
        String name = String.format(Locale.ROOT, "step%08d_%d", step, n);
        Path clips = folder.resolve("validation");
        byte[] gif = clip.write(clips, name);
        events.picture(step, "val/clip_" + n, clip.size().height(), clip.size().width(), gif);
        return clips.resolve(name + ".gif");
    }

    void flush() throws IOException {
        events.flush();
    }

    private static Map<String, Double> losses(String prefix, LossValues values) {
        Map<String, Double> row = new LinkedHashMap<>();
        values.terms().forEach((loss, value) -> row.put(prefix + loss.label(), value));
        row.put(prefix + TOTAL, values.total());
        return row;
    }

    @Override
    public void close() throws IOException {
        try (steps;
                validations;
                events) {
            events.flush();
        }
    }
}
