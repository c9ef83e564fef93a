package farm.vidstyle.trainer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class JoinedClipsTest {

    @Test
    void takesTheLowerHalfFromTheNextClipAndTheFirstAfterTheLast() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] cells = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23};
            NDArray states = manager.create(cells, new Shape(3, 1, 4, 1)); // [B, C, h, w]

            assertThat(JoinedClips.of(states, 0, 2).toFloatArray())
                    .containsExactly(0, 1, 12, 13, 10, 11, 22, 23, 20, 21, 2, 3);
        }
    }

    @Test
    void joinsWhatTokensOfTheSameClipsTell() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] told = {0, 1, 10, 11};
            NDArray tokens = manager.create(told, new Shape(1, 2, 2, 1)); // [T', B, M, axes]

            assertThat(JoinedClips.of(tokens, 1, 2).toFloatArray()).containsExactly(0, 11, 10, 1);
        }
    }
}
