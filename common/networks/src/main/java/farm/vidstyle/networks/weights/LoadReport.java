package farm.vidstyle.networks.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network and its weights disagree about, in one message with the likely causes: another prefix, another depth or resolution,
 * another width, axes in another order, or simply the weights of something else.
 *
 * @param source what names the weights to the user
 * @param names how many names there are
 */
record LoadReport(
        String source,
        int names,
        List<String> missing,
        List<String> unexpected,
        List<Misfit> misshapen,
        List<String> notFinite) {
    private static final int NAMES_IN_REPORT = 12;
    private static final Pattern NUMBERED = Pattern.compile("(.*?)\\.(\\d{1,6})\\..*");

    /** A tensor of another shape than the network needs; an axis of -1 may have any size. */
    record Misfit(String name, List<Long> actual, List<Long> expected) {
        @Override
        public String toString() {
            return name + " " + shape(actual) + ", expected " + shape(expected);
        }

        private static String shape(List<Long> sizes) {
            return sizes.toString().replace('[', '(').replace(']', ')');
        }
    }

    boolean isClean() {
        return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty() && notFinite.isEmpty();
    }

    String message() {
        List<String> causes = causes();
        return source + ": of " + names + " names " + (names - unexpected.size()) + " are used; missing "
                + shortened(missing) + ", unexpected " + shortened(unexpected) + ", misshapen " + shortened(misshapen)
                + (notFinite.isEmpty() ? "" : ", with NaN or infinite values " + shortened(notFinite)) + "; "
                + (causes.isEmpty() ? "are these the weights of another network or size?" : String.join("; ", causes));
    }

    /** Most telling first; none where nothing fits. */
    private List<String> causes() {
        List<String> causes = new ArrayList<>();
        if (!notFinite.isEmpty()) {
            causes.add("NaN or infinite values come from a training that diverged or a damaged file: take another one");
        }
        Optional<String> prefix = prefix();
        if (prefix.isPresent()) {
            causes.add(prefix.get());
            return causes; // all else follows from it
        }
        causes.addAll(depths());
        shapes().ifPresent(causes::add);
        return causes;
    }

    /** Names that would fit if the file's or the network's prefix were another one. */
    private Optional<String> prefix() {
        Optional<String> below = commonPrefix(missing, unexpected)
                .map(prefix -> "the file has these names below '" + prefix + "': declare that prefix");
        return below.or(() -> commonPrefix(unexpected, missing)
                .map(prefix -> "the file has these names without '" + prefix + "': declare no such prefix"));
    }

    /** What stands before most of the {@code bare} names in the {@code prefixed} ones. */
    private static Optional<String> commonPrefix(List<String> bare, List<String> prefixed) {
        Set<String> names = new HashSet<>(bare);
        Map<String, Integer> counts = new HashMap<>();
        for (String name : prefixed) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                if (names.contains(name.substring(dot + 1))) {
                    counts.merge(name.substring(0, dot + 1), 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() * 2 > bare.size())
                .map(Map.Entry::getKey);
    }

    /** Lists of layers that are longer on one side. */
    private List<String> depths() {
        Map<String, Set<Integer>> lacking = numbers(missing);
        Map<String, Set<Integer>> surplus = numbers(unexpected);
        Set<String> lists = new LinkedHashSet<>(lacking.keySet());
        lists.addAll(surplus.keySet());
        List<String> causes = new ArrayList<>();
        for (String list : lists) {
            Set<Integer> fewer = lacking.getOrDefault(list, Set.of());
            Set<Integer> more = surplus.getOrDefault(list, Set.of());
            if (fewer.isEmpty() != more.isEmpty() && causes.size() < NAMES_IN_REPORT) {
                causes.add("the file has " + (more.isEmpty() ? "no " : "further ") + list + " "
                        + shortened(List.copyOf(more.isEmpty() ? fewer : more))
                        + ": it is for another resolution or depth");
            }
        }
        return causes;
    }

    private static Map<String, Set<Integer>> numbers(List<String> names) {
        Map<String, Set<Integer>> numbers = new TreeMap<>();
        for (String name : names) {
            Matcher matcher = NUMBERED.matcher(name);
            if (matcher.matches()) {
                numbers.computeIfAbsent(matcher.group(1), list -> new LinkedHashSet<>())
                        .add(Integer.valueOf(matcher.group(2)));
            }
        }
        return numbers;
    }

    private Optional<String> shapes() {
        if (misshapen.isEmpty()) {
            return Optional.empty();
        }
        if (misshapen.stream().allMatch(LoadReport::isReversed)) {
            return Optional.of("the axes are in reverse order: was it exported from another framework?");
        }
        if (misshapen.stream().allMatch(LoadReport::differsInPlaneOnly)) {
            return Optional.of("only heights and widths differ: it is for another resolution or aspect ratio");
        }
        return Optional.of(
                "the sizes of layers differ: it is for another width (channel multiplier, style or embedding size)");
    }

    private static boolean isReversed(Misfit misfit) {
        List<Long> reversed = new ArrayList<>(misfit.actual());
        Collections.reverse(reversed);
        return reversed.equals(misfit.expected()) && reversed.size() > 1;
    }

    private static boolean differsInPlaneOnly(Misfit misfit) {
        int axes = misfit.actual().size();
        return axes == misfit.expected().size()
                && axes >= 4
                && misfit.actual().subList(0, axes - 2).equals(misfit.expected().subList(0, axes - 2));
    }

    private static String shortened(List<?> names) {
        return names.size() <= NAMES_IN_REPORT
                ? names.toString()
                : names.subList(0, NAMES_IN_REPORT) + " and " + (names.size() - NAMES_IN_REPORT) + " more";
    }
}
