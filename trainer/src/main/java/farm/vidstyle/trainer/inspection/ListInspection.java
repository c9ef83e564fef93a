package farm.vidstyle.trainer.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.trainer.preparation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the lists: as strictly as the reference reads them, which is letter by letter. */
final class ListInspection {
    private final Path dataset;
    private final Set<String> folders;
    private final Map<String, String> placeOf = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param folders those that have frames */
    ListInspection(Path dataset, Set<String> folders) {
        this.dataset = dataset;
        this.folders = folders;
    }

    List<Problem> inspect(List<Path> lists) {
        lists.forEach(this::inspect);
        return problems;
    }

    private void inspect(Path list) {
        String name = list.getFileName().toString();
        String text;
        try {
            text = Files.readString(list, UTF_8);
        } catch (IOException e) {
            problems.add(new Problem(
                    list.toString(), Files.exists(list) ? "cannot be read as UTF-8 text: " + e : "does not exist"));
            return;
        }
        if (text.isBlank()) {
            problems.add(new Problem(name, "names no folder; expected one a line"));
            return;
        }
        if (text.indexOf('\r') >= 0) {
            problems.add(new Problem(name, "has carriage returns; expected lines that end in a line feed alone"));
        }
        if (!text.endsWith("\n")) {
            problems.add(new Problem(
                    name,
                    "ends without a line feed, and the reference's reader would cut off the last name's last letter"));
        }
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            inspect(name, line + 1, lines.get(line));
        }
    }

    private void inspect(String list, int line, String folder) {
        String place = list + ":" + line;
        if (folder.isBlank() || !folder.equals(folder.strip())) {
            problems.add(new Problem(place, "is '" + folder + "'; expected a name without blanks around it"));
            return;
        }
        if (!folders.contains(folder) && !isBelow(folder)) {
            problems.add(new Problem(place, "names '" + folder + "', which is no folder with frames in " + dataset));
        }
        String first = placeOf.putIfAbsent(folder, place);
        if (first != null) {
            problems.add(new Problem(place, "names '" + folder + "' again, after " + first));
        }
    }

    /** A folder further down, which the reference would find as well. */
    private boolean isBelow(String folder) {
        Path path = dataset.resolve(folder).normalize();
        return folder.contains("/") && path.startsWith(dataset.normalize()) && Files.isDirectory(path);
    }
}
