package farm.vidstyle.farm.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Environment variables as a configuration record reads them. A value that is missing or wrong is noted and replaced by
 * its default, so that reading goes on; {@link #read} reports everything noted at once. An empty value counts as unset,
 * since that is what templates leave behind.
 */
public final class Settings {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Makes a configuration from {@code values}, for example {@code Settings.read(System.getenv(), RenderConfig::from)}.
     *
     * @throws ConfigException with all problems
     */
    public static <T> T read(Map<String, String> values, Function<Settings, T> make) {
        Settings settings = new Settings(values);
        T made;
        try {
            made = make.apply(settings);
        } catch (IllegalArgumentException e) {
            // a record refused what the settings gave it: often the consequence of a problem already noted
            settings.problem(String.valueOf(e.getMessage()));
            throw new ConfigException(settings.problems);
        }
        if (!settings.problems.isEmpty()) {
            throw new ConfigException(settings.problems);
        }
        return made;
    }

    /** Notes what is wrong with a combination of values. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /** A value that must be there; the empty string, and a problem, where it is not. */
    public String text(String name) {
        return find(name).orElseGet(() -> {
            problem(name + " is not set; expected a value");
            return "";
        });
    }

    public String text(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    /** A value that may be left out. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    public int integer(String name, int fallback, int low, int high) {
        return (int) wholeNumber(name, fallback, low, high);
    }

    public long wholeNumber(String name, long fallback, long low, long high) {
        String expected = "a whole number from " + low + " to " + high;
        return parsed(name, fallback, expected, text -> {
            long value = Long.parseLong(text.trim());
            return value >= low && value <= high ? Optional.of(value) : Optional.empty();
        });
    }

    public double number(String name, double fallback, double low, double high) {
        String expected = "a number from " + low + " to " + high;
        return parsed(name, fallback, expected, text -> {
            double value = Double.parseDouble(text.trim());
            return value >= low && value <= high ? Optional.of(value) : Optional.empty();
        });
    }

    public boolean flag(String name, boolean fallback) {
        return parsed(
                name, fallback, "true or false", text -> switch (text.trim().toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }

    /** A length of time as {@code 30s}, {@code 5m}, {@code 250ms}, {@code 2h}, or in ISO form ({@code PT30S}). */
    public Duration duration(String name, Duration fallback) {
        return parsed(name, fallback, "a length of time such as 250ms, 30s, 5m or 2h", Settings::parseDuration);
    }

    public Path path(String name, Path fallback) {
        return parsed(name, fallback, "a path", text -> Optional.of(Path.of(text)));
    }

    public <T extends Enum<T>> T choice(String name, T fallback) {
        T[] constants = fallback.getDeclaringClass().getEnumConstants();
        return parsed(name, fallback, "one of " + List.of(constants), text -> {
            for (T constant : constants) {
                if (constant.name().equalsIgnoreCase(text.trim().replace('-', '_'))) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        });
    }

    /** A value of a kind of its own; {@code parse} throws {@link IllegalArgumentException} with a sentence. */
    public <T> T value(String name, T fallback, Function<String, T> parse) {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(text.get());
        } catch (IllegalArgumentException e) {
            problem(name + ": " + e.getMessage());
            return fallback;
        }
    }

    /** All values whose names start with {@code prefix}, by the rest of their names, in order. */
    public Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length() && !value.isBlank()) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private <T> T parsed(String name, T fallback, String expected, Function<String, Optional<T>> parse) {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<T> value;
        try {
            value = parse.apply(text.get());
        } catch (NumberFormatException | DateTimeParseException | InvalidPathException | ArithmeticException e) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            problem(name + " is '" + text.get() + "'; expected " + expected);
        }
        return value.orElse(fallback);
    }

    private static Optional<Duration> parseDuration(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        Duration value;
        if (trimmed.startsWith("p")) {
            value = Duration.parse(trimmed);
        } else if (trimmed.endsWith("ms")) {
            value = Duration.ofMillis(Long.parseLong(trimmed.substring(0, trimmed.length() - 2)));
        } else {
            // 30s is PT30S, 5m is PT5M: the ISO form with its frame left out
            value = Duration.parse("PT" + trimmed);
        }
        return value.isNegative() ? Optional.empty() : Optional.of(value);
    }
}
