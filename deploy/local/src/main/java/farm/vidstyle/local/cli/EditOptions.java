package farm.vidstyle.local.cli;

import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Edit;
import farm.vidstyle.farm.edit.Motion;
import farm.vidstyle.farm.edit.Output;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.edit.Times;
import farm.vidstyle.farm.id.VideoId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The four choices as options of {@code submit}. */
final class EditOptions {
    private static final Set<String> TIMES = Set.of("fps", "start", "end", "speed", "at");

    @Option(
            names = "--code",
            paramLabel = "CODE",
            defaultValue = Content.MEAN,
            description = "Content: 'mean' over the video's frames, or 'frame:N' (default: ${DEFAULT-VALUE}).")
    private String code = Content.MEAN;

    @Option(
            names = "--motion",
            paramLabel = "FILE|ID",
            description = "Whose motion: another video, or the id of one uploaded before (default: FILE's own).")
    private @Nullable String motion;

    @Option(names = "--from", paramLabel = "TEXT", description = "Style: describes the content as it is.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TEXT", description = "Style: describes the content as it should be.")
    private @Nullable String to;

    @Option(names = "--strength", paramLabel = "NUMBER", description = "Style: how far to go (default: 1.3).")
    private @Nullable Double strength;

    @Option(
            names = "--times",
            paramLabel = "fps=N,start=S,end=S,speed=X | at=S:S:…",
            description = "Which times of the driving video, in its seconds (default: its own frames).")
    private @Nullable String times;

    @Option(
            names = "--model",
            defaultValue = "demo",
            description = "The model: NAME or NAME@VERSION (default: ${DEFAULT-VALUE}).")
    private String model = "demo";

    @Option(names = "--no-audio", description = "Leave the sound out.")
    private boolean silent;

    String model() {
        return model;
    }

    @Nullable
    String motion() {
        return motion;
    }

    Edit edit(VideoId content, VideoId driver) {
        Output output = silent ? new Output(Output.Format.MP4, Output.Audio.DROP, false, false) : Output.DEFAULT;
        return new Edit(
                new Content(content, code), List.of(new Motion(driver, null)), style(), times(times), output, model);
    }

    /** Wrong options are found before anything is uploaded. */
    void check() {
        edit(new VideoId("unknown"), new VideoId("unknown"));
    }

    private Style style() {
        if (from == null && to == null) {
            return Style.NONE;
        }
        if (from == null || to == null) {
            throw new IllegalArgumentException("style needs both --from and --to; got only "
                    + (from == null ? "--to '" + to : "--from '" + from) + "'");
        }
        return new Style(from, to, strength);
    }

    private static Times times(@Nullable String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text == null ? new String[0] : text.split(",", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length != 2 || !TIMES.contains(pair[0].trim())) {
                throw new IllegalArgumentException(
                        "--times has '" + part + "'; expected NAME=NUMBER with NAME one of fps, start, end, speed, at");
            }
            given.put(pair[0].trim(), pair[1].trim());
        }
        List<Double> at = given.containsKey("at")
                ? Arrays.stream(given.get("at").split(":", -1))
                        .map(s -> number("at", s))
                        .toList()
                : null;
        return new Times(value(given, "fps"), value(given, "start"), value(given, "end"), value(given, "speed"), at);
    }

    private static @Nullable Double value(Map<String, String> given, String name) {
        String text = given.get(name);
        return text == null ? null : number(name, text);
    }

    private static Double number(String name, String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--times " + name + " is '" + text + "'; expected a number", e);
        }
    }
}
