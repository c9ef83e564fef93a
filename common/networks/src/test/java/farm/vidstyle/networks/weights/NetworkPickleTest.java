package farm.vidstyle.networks.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class NetworkPickleTest {
    private static final String STORAGE = "(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\6NtQ.";

    /** A dictionary with one network of two parts, as NVIDIA's persistence pickles it. */
    static byte[] sample() {
        byte[] storage = LegacyBytes.of(STORAGE, 6);
        String weight = "ctorch._utils\n_rebuild_parameter\n(ctorch._utils\n_rebuild_tensor_v2\n("
                + "ctorch.storage\n_load_from_bytes\n(B" + (char) storage.length + "\0\0\0"
                + new String(storage, ISO_8859_1)
                + "tRK\0K\2K\3\u0086K\3K\1\u0086\u0088ccollections\nOrderedDict\n)RtR\u0088"
                + "ccollections\nOrderedDict\n)RtR";
        String layer = network(
                "FullyConnectedLayer",
                "U\13_parametersccollections\nOrderedDict\n)R(U\6weight" + weight
                        + "U\4biasNuU\10_buffers}U\10_modules}U\10trainingK\0");
        String mapping = network(
                "MappingNetwork",
                "U\13_parameters}U\10_buffers}U\10_modules}U\3fc0" + layer
                        + "sU\12_init_args)U\14_init_kwargscdnnlib.util\nEasyDict\n)\u0081(U\5z_dimM\0\2U\5w_dimM\0\2u");
        return ("\u0080\3}(U\5G_ema" + mapping + "U\23training_set_kwargsNu.").getBytes(ISO_8859_1);
    }

    private static String network(String name, String state) {
        return "ctorch_utils.persistence\n_reconstruct_persistent_obj\n(}(U\4typeU\5classU\7versionK\6"
                + "U\12module_srcU\21import os; evil()U\12class_nameU" + (char) name.length() + name
                + "U\5state}(" + state + "uutR";
    }

    @Test
    void tensorsHaveTheNamesOfAStateDict() {
        Checkpoint checkpoint = Checkpoint.of("ffhq.pkl", sample());

        assertThat(checkpoint.tensors("G_ema")).containsOnlyKeys("fc0.weight");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertThat(checkpoint
                            .tensor("G_ema", "fc0", "weight")
                            .toArray(manager)
                            .toFloatArray())
                    .containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void recordedArgumentsAreKeptAndSourceIsNot() {
        Checkpoint checkpoint = Checkpoint.of("ffhq.pkl", sample());

        assertThat(checkpoint.className("G_ema")).contains("MappingNetwork");
        assertThat(checkpoint.find("G_ema", "_init_kwargs", "z_dim")).contains(512L);
        assertThat(checkpoint.find("G_ema", "module_src")).isEmpty();
        assertThat(checkpoint.find("G_ema", "training")).isEmpty();
    }
}
