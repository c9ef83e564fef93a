package farm.vidstyle.networks.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tensors as a tree of their names' parts, each with the number and size of what is below it. */
public final class TensorTree {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final double STEP = 1024;

    private final Map<String, TensorTree> parts = new LinkedHashMap<>();
    private int tensors;
    private long elements;
    private long bytes;
    private String leaf = "";

    private TensorTree() {}

    public static TensorTree of(List<FileContents.Tensor> tensors) {
        TensorTree root = new TensorTree();
        for (FileContents.Tensor tensor : tensors) {
            TensorTree node = root;
            node.count(tensor);
            for (String key : tensor.path()) {
                for (String part : key.split("\\.", -1)) {
                    node = node.parts.computeIfAbsent(part, name -> new TensorTree());
                    node.count(tensor);
                }
            }
            node.leaf = tensor.type() + " " + tensor.shape();
        }
        return root;
    }

    /** A line a part, indented; parts more than {@code depth} deep are summed up in those above them. */
    public List<String> lines(int depth) {
        List<String> lines = new ArrayList<>();
        lines.add(sum());
        addLines(lines, "  ", depth);
        return lines;
    }

    /** A size as people say it. */
    public static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    private void count(FileContents.Tensor tensor) {
        tensors++;
        elements += tensor.elements();
        bytes += tensor.bytes();
    }

    private void addLines(List<String> lines, String indent, int depth) {
        if (depth > 0) {
            parts.forEach((name, part) -> {
                lines.add(indent + name + "  " + (part.parts.isEmpty() ? part.leaf : part.sum()));
                part.addLines(lines, indent + "  ", depth - 1);
            });
        }
    }

    private String sum() {
        return String.format(Locale.ROOT, "%d tensors, %,d numbers, %s", tensors, elements, size(bytes));
    }
}
