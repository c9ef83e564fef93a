package farm.vidstyle.trainer.layout;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small JSON file in a video's folder that says where the rest came from.
 *
 * @param name of the file
 * @param type what it says, as a record
 */
public record FolderRecord<T>(String name, Class<T> type) {
    /** Which video the frames are of, and how they were made. */
    public static final FolderRecord<FramesOrigin> FRAMES = new FolderRecord<>("frames.json", FramesOrigin.class);

    /** Which model the codes belong to. */
    public static final FolderRecord<CodesOrigin> CODES = new FolderRecord<>("codes.json", CodesOrigin.class);

    private static final long MAX_BYTES = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Empty where the folder has none.
     *
     * @throws IOException also where the file is not what it should be
     */
    public Optional<T> read(Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " has " + Files.size(file) + " bytes; expected at most " + MAX_BYTES);
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** The file appears whole or not at all. */
    public void write(Path folder, T content) throws IOException {
        WholeFile.write(
                folder.resolve(name), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
