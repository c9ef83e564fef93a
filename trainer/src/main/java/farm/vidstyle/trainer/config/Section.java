package farm.vidstyle.trainer.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of the file, asked key by key. What is missing or wrong becomes a problem and a value that the type allows, so that reading goes on
 * and one run finds all problems; keys that nobody asked for are problems too.
 */
final class Section {

    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final boolean absent;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> parts = new ArrayList<>();

    private Section(String path, Map<?, ?> values, boolean absent, List<String> problems) {
        this.path = path;
        values.forEach((key, value) -> this.values.put(String.valueOf(key), value));
        this.absent = absent;
        this.problems = problems;
    }

    static Section root(Object yaml, List<String> problems) {
        if (yaml instanceof Map<?, ?> map) {
            return new Section("", map, false, problems);
        }
        problems.add("the file holds no mapping of keys to values");
        return new Section("", Map.of(), true, problems);
    }

    /** A part that must be there. */
    Section section(String key) {
        return part(key, true);
    }

    /** A part that may be left out; asking it for required keys is then no problem. */
    Section optional(String key) {
        return part(key, false);
    }

    private Section part(String key, boolean required) {
        Optional<Object> value = find(key);
        if (value.isPresent() && !(value.get() instanceof Map<?, ?>)) {
            problem(key, "is '" + value.get() + "'; expected keys and values");
        } else if (value.isEmpty() && required) {
            missing(key);
        }
        boolean there = value.orElse(key) instanceof Map<?, ?>;
        Map<?, ?> map = there ? (Map<?, ?>) value.orElseThrow() : Map.of();
        Section part = new Section(path + key + ".", map, !there, problems);
        parts.add(part);
        return part;
    }

    /** Whether the key has a value; {@code null} is none. */
    boolean has(String key) {
        return values.get(key) != null;
    }

    boolean isMapping(String key) {
        return values.get(key) instanceof Map<?, ?>;
    }

    String text(String key) {
        return find(key).map(String::valueOf).orElseGet(() -> {
            missing(key);
            return "";
        });
    }

    String text(String key, String otherwise) {
        return find(key).map(String::valueOf).orElse(otherwise);
    }

    /** One of the words, or the first after a problem. */
    String word(String key, List<String> words) {
        String word = text(key, words.get(0));
        if (!words.contains(word)) {
            problem(key, "is '" + word + "'; expected one of " + words);
            return words.get(0);
        }
        return word;
    }

    int whole(String key, int least) {
        return required(key, value -> whole(value, least), least, "a whole number from " + least);
    }

    int whole(String key, int least, int otherwise) {
        return has(key) ? whole(key, least) : otherwise(key, otherwise);
    }

    double number(String key) {
        return required(key, Section::number, 0.0, "a number");
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise(key, otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? required(key, Section::flag, otherwise, "True or False") : otherwise(key, otherwise);
    }

    /** So many whole numbers. */
    List<Integer> wholes(String key, int count, int least) {
        List<Integer> spare = Collections.nCopies(count, least);
        return required(
                key,
                value -> list(value, count, each -> whole(each, least)),
                spare,
                count + " whole numbers from " + least);
    }

    List<Boolean> flags(String key, int count, boolean otherwise) {
        List<Boolean> spare = Collections.nCopies(count, otherwise);
        return has(key)
                ? required(key, value -> list(value, count, Section::flag), spare, count + " times True or False")
                : otherwise(key, spare);
    }

    /** Keys that may be there and change nothing here. */
    void ignore(String... keys) {
        known.addAll(List.of(keys));
    }

    void problem(String key, String what) {
        problems.add(path + key + " " + what);
    }

    /** Adds the keys that nobody asked for, here and in all parts. */
    void finish() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.add("unknown key " + path + key + nearest(key));
            }
        }
        parts.forEach(Section::finish);
    }

    private String nearest(String key) {
        return known.stream()
                .min((a, b) -> Integer.compare(Spelling.distance(key, a), Spelling.distance(key, b)))
                .filter(near -> Spelling.distance(key, near) <= Math.max(2, key.length() / 2))
                .map(near -> "; did you mean " + near + "?")
                .orElse("; expected one of " + known);
    }

    private <T> T required(String key, Function<Object, Optional<T>> read, T otherwise, String expected) {
        Optional<Object> value = find(key);
        if (value.isEmpty()) {
            missing(key);
            return otherwise;
        }
        return read.apply(value.get()).orElseGet(() -> {
            problem(key, "is '" + value.get() + "'; expected " + expected);
            return otherwise;
        });
    }

    private <T> T otherwise(String key, T value) {
        known.add(key);
        return value;
    }

    private Optional<Object> find(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private void missing(String key) {
        if (!absent) {
            problems.add(path + key + " is missing");
        }
    }

    private static Optional<Integer> whole(Object value, int least) {
        return number(value)
                .filter(number -> number == Math.rint(number) && number >= least && number <= Integer.MAX_VALUE)
                .map(Double::intValue);
    }

    /** Also of texts: {@code 1e-5} is one to YAML 1.1. */
    static Optional<Double> number(Object value) {
        try {
            double number =
                    value instanceof Number known ? known.doubleValue() : Double.parseDouble(String.valueOf(value));
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(Object value) {
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    private static <T> Optional<List<T>> list(Object value, int count, Function<Object, Optional<T>> each) {
        if (!(value instanceof List<?> list)
                || list.size() != count
                || !list.stream().allMatch(Objects::nonNull)) {
            return Optional.empty();
        }
        List<T> read = list.stream()
                .map(item -> each.apply((Object) item))
                .flatMap(Optional::stream)
                .toList();
        return read.size() == count ? Optional.of(read) : Optional.empty();
    }
}
