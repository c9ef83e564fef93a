package farm.vidstyle.trainer.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A list of folders for training or validation: a name a line. */
public final class VideoList {
    /** What {@code dataset split} calls its two lists. */
    public static final String TRAINING = "train.txt";

    public static final String VALIDATION = "val.txt";

    private VideoList() {}

    /** The names, without empty lines and the blanks around a name. */
    public static List<String> read(Path file) throws IOException {
        return Files.readString(file, UTF_8)
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Every line ends in a line feed, the last one too: the reference cuts the last letter off each line it reads. */
    public static String text(List<String> names) {
        return names.stream().map(name -> name + "\n").collect(Collectors.joining());
    }
}
