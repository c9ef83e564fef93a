package farm.vidstyle.networks.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.Function;

/**
 * Runs a network over the rows of its inputs, always in batches of one size: libraries choose algorithms, and thereby
 * rounding, by the shape of the batch. The last batch is filled up by repeating its last row.
 */
public record PaddedBatches(int size) {
    /** From here on larger batches keep the cores no busier and only cost memory. */
    private static final long PIXELS_AT_ONCE = 1 << 18;

    private static final int MOST_AT_ONCE = 16;

    public PaddedBatches {
        if (size < 1) {
            throw new IllegalArgumentException("batch size is " + size + "; expected a positive number");
        }
    }

    /** Batches of pictures; their size follows from that of the pictures alone, so that every worker rounds alike. */
    public static PaddedBatches ofPictures(int height, int width) {
        return new PaddedBatches((int) Math.max(1, Math.min(MOST_AT_ONCE, PIXELS_AT_ONCE / ((long) height * width))));
    }

    /**
     * The network's results for all rows, one after the other; intermediates live for one batch.
     *
     * @param inputs arrays [N, …] of equal N, borrowed; the first owns the result
     * @param network from arrays [size, …] to one array [size, …]
     */
    public NDArray map(NDList inputs, Function<NDList, NDArray> network) {
        long rows = inputs.head().getShape().get(0);
        if (rows == 0 || inputs.stream().anyMatch(input -> input.getShape().get(0) != rows)) {
            throw new IllegalArgumentException("inputs have shapes "
                    + inputs.stream().map(NDArray::getShape).toList()
                    + "; expected as many rows in all, and at least one");
        }
        try (NDManager scope = inputs.head().getManager().newSubManager()) {
            NDList results = new NDList();
            for (long first = 0; first < rows; first += size) {
                results.add(batch(scope, inputs, first, network));
            }
            return scope.ret(results.size() == 1 ? results.head() : NDArrays.concat(results));
        }
    }

    private NDArray batch(NDManager results, NDList inputs, long first, Function<NDList, NDArray> network) {
        long count = Math.min(size, inputs.head().getShape().get(0) - first);
        try (NDManager scope = results.newSubManager()) {
            NDList padded = new NDList();
            for (NDArray input : inputs) {
                scope.tempAttachAll(input);
                padded.add(pad(input.get(new NDIndex(first + ":" + (first + count)))));
            }
            NDArray result = network.apply(padded);
            return scope.ret(
                    count == size
                            ? result
                            : result.get(new NDIndex(":" + count)).duplicate());
        }
    }

    private NDArray pad(NDArray rows) {
        long count = rows.getShape().get(0);
        return count == size ? rows : rows.concat(rows.get(new NDIndex("-1:")).repeat(0, size - count));
    }
}
