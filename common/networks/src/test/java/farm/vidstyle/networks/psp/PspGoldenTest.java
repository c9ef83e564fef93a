package farm.vidstyle.networks.psp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.GeneratorConfig;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PspGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final Pattern POOLED = Pattern.compile("\\w+_decoded_pooled(\\d+)_crop(\\d+)");

    private final Golden golden = Golden.folder("09_psp");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Checkpoint checkpoint = Checkpoint.open(golden.file(weights()));
    private final PspEncoder encoder = PspEncoder.load(manager, checkpoint);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void codesAndStagesEqualTheReference() {
        golden.eachCase("_x.npy", name -> {
            NDArray pictures = golden.array(manager, name + "_x");

            NDArray codes = encoder.encode(pictures, (stage, activation) -> {
                if (golden.knows(name + "_" + stage)) {
                    golden.check(name + "_" + stage, activation, TOLERANCE);
                }
            });

            golden.check(name + "_codes", codes, TOLERANCE);
            golden.check(name + "_wplus", encoder.invert(pictures), TOLERANCE);
        });
    }

    @Test
    void inversionsDecodeToTheReferencesImages() {
        Weights weights = checkpoint.weights(manager, "state_dict").scope("decoder.");
        Generator generator = new Generator(GeneratorConfig.of(weights), weights);
        weights.verify();

        golden.eachCase("_x.npy", name -> {
            NDArray image = generator.synthesize(encoder.invert(golden.array(manager, name + "_x")));

            golden.check(name + "_decoded", image, TOLERANCE);
            for (String array : golden.names(".npy")) {
                Matcher pooled = POOLED.matcher(array);
                if (pooled.matches() && array.startsWith(name + "_")) {
                    String crop = ":" + pooled.group(2);
                    NDArray shown = PspEncoder.pool(image, Integer.parseInt(pooled.group(1)));
                    golden.check(array, shown.get(":, :, " + crop + ", " + crop), TOLERANCE);
                }
            }
        });
    }

    /** Not the one that is only there for its arguments of another class. */
    private String weights() {
        return golden.names(".pt").stream()
                        .filter(name -> !name.contains("namespace"))
                        .findFirst()
                        .orElse("psp_tiny")
                + ".pt";
    }

    @Test
    void hyperParametersReadOffTheWeightsAreTheReferences() {
        JsonNode meta = golden.meta();
        PspConfig config = encoder.config();

        assertThat(config.styles()).isEqualTo(meta.get("n_styles").asInt());
        assertThat(config.styleDim()).isEqualTo(meta.get("D").asInt());
        assertThat(config.trunk())
                .isEqualTo(new PspConfig.Trunk(
                        integers(meta.get("trunk_channels")),
                        integers(meta.get("units")),
                        meta.get("se_reduction").asInt()));
    }

    private static List<Integer> integers(JsonNode array) {
        List<Integer> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asInt()));
        return values;
    }

    @Test
    void meanCodesOfAnotherSizeAreRefused() {
        Weights weights = checkpoint.weights(manager, "state_dict").scope("encoder.");
        PspConfig config = encoder.config();
        NDArray wide = manager.ones(new Shape(config.styles(), config.styleDim() + 1));

        assertThatThrownBy(() -> new PspEncoder(config, weights, wide))
                .hasMessageContaining("latent_avg is " + wide.getShape());
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> encoder.encode(manager.ones(new Shape(1, 3, 512, 512))))
                .hasMessageContaining("pictures have shape (1, 3, 512, 512)");
    }
}
