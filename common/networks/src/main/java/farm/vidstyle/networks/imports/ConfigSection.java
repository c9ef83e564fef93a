package farm.vidstyle.networks.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A mapping in a configuration file; errors name the file and the whole path of the key. */
record ConfigSection(String file, String place, JsonNode node) {

    ConfigSection section(String key) {
        JsonNode value = node.path(key);
        if (!value.isObject()) {
            throw wrong(key, "a mapping");
        }
        return new ConfigSection(file, path(key), value);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    int whole(String key) {
        JsonNode value = node.path(key);
        if (!value.isInt() || value.intValue() < 0) {
            throw wrong(key, "a whole number from 0");
        }
        return value.intValue();
    }

    double number(String key) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    /** False where it is left out, as in the reference. */
    boolean flag(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(key, "True or False");
        }
        return value.booleanValue();
    }

    String text(String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw wrong(key, "a text");
        }
        return value.textValue();
    }

    List<Integer> wholes(String key, int count) {
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : list(key, count)) {
            if (!value.isInt() || value.intValue() < 0) {
                throw wrong(key, count + " whole numbers from 0");
            }
            values.add(value.intValue());
        }
        return values;
    }

    List<Boolean> flags(String key, int count) {
        List<Boolean> values = new ArrayList<>();
        for (JsonNode value : list(key, count)) {
            if (!value.isBoolean()) {
                throw wrong(key, count + " times True or False");
            }
            values.add(value.booleanValue());
        }
        return values;
    }

    ImportException wrong(String key, String expected) {
        JsonNode value = node.path(key);
        return new ImportException(file + ": " + path(key) + " is " + (value.isMissingNode() ? "missing" : value)
                + "; expected " + expected);
    }

    private JsonNode list(String key, int count) {
        JsonNode value = node.path(key);
        if (!value.isArray() || value.size() != count) {
            throw wrong(key, "a list of " + count);
        }
        return value;
    }

    private String path(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }
}
