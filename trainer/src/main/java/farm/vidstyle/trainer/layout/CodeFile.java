package farm.vidstyle.trainer.layout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.StoredTensor;
import farm.vidstyle.networks.weights.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The W+ code of one frame: what {@code torch.save} writes of a tensor [1, L, S]. */
public final class CodeFile {
    /** The end of every code's name. */
    public static final String ENDING = ".pt";

    /** Several times what 18 layers of width 512 take in float64. */
    private static final long MAX_BYTES = 4L << 20;

    private CodeFile() {}

    /** Writes a code [L, S] or [1, L, S]; the file appears whole or not at all. */
    public static void write(Path file, NDArray code) throws IOException {
        WholeFile.write(file, TorchWriter.encodeCode(code));
    }

    /**
     * The code as float32 [1, L, S]; a file of [L, S] gets the first axis.
     *
     * @throws CheckpointException where the file holds anything else
     */
    public static NDArray read(NDManager manager, Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAX_BYTES) {
            throw new CheckpointException(
                    "the file has " + bytes + " bytes; the code of one frame has at most " + MAX_BYTES);
        }
        String name = file.getFileName().toString();
        StoredTensor tensor = Checkpoint.of(name, Files.readAllBytes(file)).tensor();
        Shape shape = tensor.shape();
        boolean whole = shape.dimension() == 3 && shape.get(0) == 1;
        if ((!whole && shape.dimension() != 2) || shape.size() == 0) {
            throw new CheckpointException("the tensor has the shape " + shape + "; expected (1, L, S)");
        }
        NDArray code = tensor.toArray(manager).toType(DataType.FLOAT32, false);
        return whole ? code : code.expandDims(0);
    }
}
