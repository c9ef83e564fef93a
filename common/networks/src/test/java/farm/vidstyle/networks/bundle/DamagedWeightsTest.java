package farm.vidstyle.networks.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import farm.vidstyle.networks.clip.Clip;
import farm.vidstyle.networks.dynamics.DynamicsConfig;
import farm.vidstyle.networks.dynamics.LatentOde;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.psp.PspEncoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.TorchWriter;
import farm.vidstyle.networks.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that read well and hold the wrong numbers: each network refuses them with the file, the tensor and the reason. */
class DamagedWeightsTest {
    /** Every tensor would take a minute. */
    private static final int EVERY = 9;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    private static final List<Network> NETWORKS = List.of(
            new Network("generator", "01_stylegan2", "g_ema", "", Generator::load),
            new Network("generator", "02_stylegan_human", "G_ema", "", Generator::load),
            new Network("motion encoder", "03_video_encoder", "", "", Network::motion),
            new Network("CLIP", "08_clip", "", "", Clip::load),
            new Network("pSp", "09_psp", "state_dict", "encoder.", PspEncoder::load));

    /** A kind of network, where its weights lie in a golden folder, and how it is made of them. */
    private record Network(
            String kind, String folder, String key, String prefix, BiConsumer<NDManager, Checkpoint> load) {

        private static void motion(NDManager model, Checkpoint checkpoint) {
            Weights weights = checkpoint.weights(model);
            DynamicsConfig config = DynamicsConfig.of(weights, 32, 32);
            new VideoEncoder(weights, config);
            new LatentOde(weights, config);
            weights.verify();
        }

        private String[] path() {
            return key.isEmpty() ? new String[0] : new String[] {key};
        }

        private Path file() {
            Golden golden = Golden.shipped(folder);
            return golden.file(golden.names(".pt").get(0) + ".pt");
        }
    }

    /** What is done to a tensor. */
    enum Damage {
        NAN,
        INFINITE,
        LOST,
        RENAMED,
        LONGER,
        FLAT;

        /** Where sizes are read off the very tensor, the refusal may blame those that it does not fit. */
        private boolean changesShape() {
            return this == LONGER || this == FLAT;
        }

        private void apply(Map<String, NDArray> tensors, String name) {
            NDArray tensor = tensors.get(name);
            switch (this) {
                case NAN -> tensors.put(name, tensor.mul(Float.NaN));
                case INFINITE -> tensors.put(name, tensor.add(Float.POSITIVE_INFINITY));
                case LOST -> tensors.remove(name);
                case LONGER -> tensors.put(name, tensor.expandDims(0).repeat(0, 2));
                case FLAT -> tensors.put(name, tensor.flatten().repeat(0, 2));
                case RENAMED -> {
                    tensors.remove(name);
                    tensors.put(name + "x", tensor);
                }
                default -> throw new IllegalStateException("no such damage: " + this);
            }
        }
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static List<Network> networks() {
        return NETWORKS;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyDamageOfATensorIsNamed(Network network) {
        Checkpoint whole = Checkpoint.open(network.file());
        List<String> names = whole.tensors(network.path()).keySet().stream()
                .filter(name -> name.startsWith(network.prefix))
                .filter(name -> !name.endsWith("num_batches_tracked")) // which no path uses
                .toList();
        for (int i = 0; i < names.size(); i += EVERY) {
            for (Damage damage : Damage.values()) {
                requireRefused(network, damaged(network, whole, names.get(i), damage), names.get(i), damage);
            }
        }
    }

    private void requireRefused(Network network, byte[] file, String name, Damage damage) {
        try (NDManager model = manager.newSubManager()) {
            Throwable refusal = catchThrowable(() -> network.load.accept(model, Checkpoint.of("damaged.pt", file)));

            assertThat(refusal)
                    .as("%s of %s", damage, name)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("damaged.pt");
            assertThat(refusal.getMessage())
                    .contains(damage.changesShape() ? "expected" : name.substring(network.prefix.length()));
        }
    }

    private byte[] damaged(Network network, Checkpoint whole, String name, Damage damage) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            whole.tensors(network.path()).forEach((each, tensor) -> {
                if (each.startsWith(network.prefix)) {
                    tensors.put(each, tensor.toArray(scope));
                }
            });
            NDArray target = tensors.get(name);
            tensors.put(name, target.toType(DataType.FLOAT32, false));
            damage.apply(tensors, name);
            return TorchWriter.encode(network.key.isEmpty() ? tensors : Map.of(network.key, tensors));
        }
    }

    /** Weights of one network offered to another. */
    @ParameterizedTest
    @MethodSource("networks")
    void weightsOfAnotherNetworkAreRefused(Network network) {
        for (Network other : NETWORKS) {
            if (!other.kind.equals(network.kind)) {
                try (NDManager model = manager.newSubManager()) {
                    Throwable refusal = catchThrowable(() -> network.load.accept(model, Checkpoint.open(other.file())));

                    assertThat(refusal)
                            .as("%s of %s", network, other)
                            .isInstanceOf(CheckpointException.class)
                            .hasMessageContaining(other.file().getFileName().toString());
                }
            }
        }
    }
}
