package farm.vidstyle.trainer.preparation;

import static java.nio.charset.StandardCharsets.UTF_8;

import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.VideoList;
import farm.vidstyle.trainer.layout.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which folders are for training and which for validation. Folders of one group, an identity for example, stay together. The order in which
 * groups go to validation depends on their names and the seed only: the same set is split the same everywhere, and a folder that is added
 * moves few others.
 */
public record Split(List<String> training, List<String> validation) {
    private static final int NAMES_IN_ERRORS = 3;

    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * Deals the folders out.
     *
     * @param share of the folders that goes to validation
     * @param group what names of one group have alike: the pattern's first group, or all that it finds
     */
    public static Split of(List<String> folders, double share, long seed, Pattern group) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share of validation is " + share + "; expected more than 0 and less than 1");
        }
        Map<String, List<String>> groups = grouped(folders, group);
        if (groups.size() < 2) {
            throw new IllegalArgumentException("the " + folders.size() + " folders are " + groups.size()
                    + " group(s) by '" + group + "'; expected at least 2, one for each list");
        }
        List<String> order = groups.keySet().stream()
                .sorted(Comparator.comparing((String name) -> Sha256.of((seed + "\n" + name).getBytes(UTF_8))))
                .toList();
        List<String> training = new ArrayList<>();
        List<String> validation = new ArrayList<>();
        for (String name : order.subList(0, order.size() - 1)) {
            List<String> members = groups.get(name);
            // half of a group beyond the share is nearer to it than half of one short of it
            boolean wanted = validation.isEmpty() || validation.size() + members.size() / 2.0 <= share * folders.size();
            (wanted ? validation : training).addAll(members);
        }
        training.addAll(groups.get(order.get(order.size() - 1))); // training never stays empty
        return new Split(
                training.stream().sorted().toList(),
                validation.stream().sorted().toList());
    }

    /** Folders of a data set that have frames. */
    public static List<String> candidates(Path dataset) throws IOException {
        if (!Files.isDirectory(dataset)) {
            throw new IOException("'" + dataset + "' is no folder; name the one that has the folders of frames");
        }
        List<String> names = new ArrayList<>();
        for (String name : FrameFolder.names(dataset)) {
            if (!FrameFolder.read(dataset.resolve(name)).frames().isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Writes both lists, {@code train.txt} and {@code val.txt}.
     *
     * @throws IOException also where there are other lists already and {@code overwrite} is false
     */
    public void write(Path folder, boolean overwrite) throws IOException {
        Path trainingList = folder.resolve(VideoList.TRAINING);
        Path validationList = folder.resolve(VideoList.VALIDATION);
        if (!overwrite) {
            requireSame(trainingList, training);
            requireSame(validationList, validation);
        }
        WholeFile.write(trainingList, VideoList.text(training));
        WholeFile.write(validationList, VideoList.text(validation));
    }

    private static void requireSame(Path list, List<String> names) throws IOException {
        if (Files.exists(list) && !Files.readString(list, UTF_8).equals(VideoList.text(names))) {
            throw new IOException(
                    "'" + list + "' is there already and differs; move it away, or replace it with --overwrite");
        }
    }

    private static Map<String, List<String>> grouped(List<String> folders, Pattern pattern) {
        Map<String, List<String>> groups = new TreeMap<>();
        List<String> without = new ArrayList<>();
        for (String folder : folders) {
            Matcher matcher = pattern.matcher(folder);
            if (matcher.find()) {
                String group = String.valueOf(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(folder);
            } else {
                without.add(folder);
            }
        }
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("'" + pattern + "' is not found in " + without.size() + " of "
                    + folders.size() + " folders' names, for example "
                    + without.stream().limit(NAMES_IN_ERRORS).collect(Collectors.joining(", ")));
        }
        return groups;
    }
}
