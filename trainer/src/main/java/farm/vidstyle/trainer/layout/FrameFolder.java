package farm.vidstyle.trainer.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one video.
 *
 * @param frames by number; where two pictures have one number, by name
 * @param unnumbered pictures whose names hold no number, or more than one
 */
public record FrameFolder(Path path, List<Frame> frames, List<Path> unnumbered) {
    /** Holds the folder's description in its first line. */
    public static final String CAPTION = "text_descriptions.txt";

    private static final Pattern PICTURE = Pattern.compile("(?<stem>.+)\\.(png|PNG|jpg)");
    private static final Pattern NUMBER = Pattern.compile("\\D*(?<number>\\d{1,9})\\D*");

    public FrameFolder {
        frames = List.copyOf(frames);
        unnumbered = List.copyOf(unnumbered);
    }

    /** A picture and its number, which says when it is shown. */
    public record Frame(int number, Path picture) {
        /** Where the frame's code lies, in the folder that has its video's codes. */
        public Path code(Path folder) {
            String name = picture.getFileName().toString();
            return folder.resolve(name.substring(0, name.lastIndexOf('.')) + CodeFile.ENDING);
        }
    }

    /** The names of a data set's folders, in order; what starts with a dot is none. */
    public static List<String> names(Path dataset) throws IOException {
        try (Stream<Path> entries = Files.list(dataset)) {
            return entries.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    public static FrameFolder read(Path folder) throws IOException {
        List<Frame> frames = new ArrayList<>();
        List<Path> unnumbered = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : (Iterable<Path>) entries.sorted()::iterator) {
                Matcher picture = PICTURE.matcher(file.getFileName().toString());
                if (picture.matches()) {
                    number(picture.group("stem"))
                            .ifPresentOrElse(n -> frames.add(new Frame(n, file)), () -> unnumbered.add(file));
                }
            }
        }
        frames.sort(Comparator.comparingInt(Frame::number)); // stable: equal numbers stay in the order of names
        return new FrameFolder(folder, frames, unnumbered);
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** Where the video's description lies, or would lie. */
    public Path caption() {
        return path.resolve(CAPTION);
    }

    @Override
    public String toString() {
        return name();
    }

    /** The number in what stands behind the last underscore, as the reference reads it. */
    private static Optional<Integer> number(String stem) {
        Matcher number = NUMBER.matcher(stem.substring(stem.lastIndexOf('_') + 1));
        return number.matches() ? Optional.of(Integer.parseInt(number.group("number"))) : Optional.empty();
    }
}
