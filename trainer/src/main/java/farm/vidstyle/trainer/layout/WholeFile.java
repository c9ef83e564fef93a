package farm.vidstyle.trainer.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files beside their place first, so that a reader, or a restart after a kill, never meets half of one. */
public final class WholeFile {
    private static final String UNFINISHED = ".part";

    private WholeFile() {}

    public static void write(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(UTF_8));
    }
}
