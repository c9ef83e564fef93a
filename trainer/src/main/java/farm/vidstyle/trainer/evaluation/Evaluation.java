package farm.vidstyle.trainer.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How good a model is on people and motions it never saw. The same bundle, clips and seed give the same evaluation.
 *
 * @param digest of the bundle
 */
public record Evaluation(String model, String digest, Setting setting, List<Figure> figures, List<Target> targets) {

    /** The name of the file. */
    public static final String FILE = "evaluation.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double DIGITS = 1e4;

    /** What was drawn: so many clips from a seed, in square frames of so many pixels a side. */
    public record Setting(int clips, int seed, int frameSize) {}

    public Evaluation {
        figures = List.copyOf(figures);
        targets = List.copyOf(targets);
    }

    public Figure figure(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure is called '" + name + "'; there are "
                        + figures.stream().map(Figure::name).toList()));
    }

    public long targetsMet() {
        return targets.stream().filter(Target::met).count();
    }

    public JsonNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("model", model).put("digest", digest);
        root.put("clips", setting.clips()).put("seed", setting.seed()).put("frameSize", setting.frameSize());
        root.put("targetsMet", targetsMet()).put("targetsAll", targets.size());
        for (Target target : targets) {
            ObjectNode node = root.withArray("targets").addObject();
            node.put("name", target.name()).set("value", number(target.value()));
            node.put("target", target.bound()).put("is", target.atMost() ? "at most" : "at least");
            node.put("met", target.met());
        }
        for (Figure figure : figures) {
            ObjectNode node = root.withArray("figures").addObject();
            node.put("group", figure.group()).put("name", figure.name());
            node.put("unit", figure.unit().name().toLowerCase(java.util.Locale.ROOT));
            node.set("value", number(figure.value()));
            ObjectNode baselines = node.putObject("baselines");
            for (Map.Entry<String, Double> baseline : figure.baselines().entrySet()) {
                baselines.set(baseline.getKey(), number(baseline.getValue()));
            }
            node.put("about", figure.about());
        }
        return root;
    }

    /** Writes {@link #FILE} into a folder, which is created. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), json());
    }

    /** JSON has no word for what could not be measured but null. */
    private static JsonNode number(double value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return Double.isFinite(value) ? nodes.numberNode(Math.round(value * DIGITS) / DIGITS) : nodes.nullNode();
    }
}
