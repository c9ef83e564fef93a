package farm.vidstyle.networks.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaddedBatchesTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final PaddedBatches threes = new PaddedBatches(3);

    @AfterEach
    void close() {
        request.close();
    }

    @Test
    void everyBatchHasTheSizeAndEveryRowItsResult() {
        NDArray x = request.arange(7f).reshape(7, 1);
        List<Shape> seen = new ArrayList<>();

        NDArray y = threes.map(new NDList(x, x.duplicate()), batch -> {
            seen.add(batch.head().getShape());
            return batch.get(0).add(batch.get(1));
        });

        assertThat(y.toFloatArray()).containsExactly(0, 2, 4, 6, 8, 10, 12);
        assertThat(seen).containsExactly(new Shape(3, 1), new Shape(3, 1), new Shape(3, 1));
    }

    @Test
    void onlyTheResultIsLeft() {
        NDArray x = request.arange(7f).reshape(7, 1);
        int before = request.getManagedArrays().size();

        NDArray y = threes.map(new NDList(x), batch -> batch.head().square());

        assertThat(y.getManager()).isSameAs(request);
        assertThat(request.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void unequalOrNoRowsAreRefused() {
        NDList unequal = new NDList(request.ones(new Shape(2)), request.ones(new Shape(3)));

        assertThatThrownBy(() -> threes.map(unequal, NDList::head)).hasMessageContaining("[(2), (3)]");
        assertThatThrownBy(() -> threes.map(new NDList(request.ones(new Shape(0, 2))), NDList::head))
                .hasMessageContaining("at least one");
    }
}
