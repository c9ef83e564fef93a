package farm.vidstyle.networks.dynamics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.ClipTimes;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VideoEncoderGoldenTest {
    private static final String WEIGHTS = "bVAE_enc.pt";

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("03_video_encoder");

    @AfterEach
    void close() {
        request.close();
    }

    private VideoEncoder encoder() {
        Weights weights = Checkpoint.open(golden.file(WEIGHTS)).weights(request);
        JsonNode size = golden.meta().get("img_size");
        DynamicsConfig config =
                DynamicsConfig.of(weights, size.get(0).asInt(), size.get(1).asInt());
        VideoEncoder encoder = new VideoEncoder(weights, config);
        new LatentOde(weights, config);
        weights.verify();
        return encoder;
    }

    @Test
    void everyStageEqualsTheReference() {
        VideoEncoder encoder = encoder();
        golden.eachCase("_video.npy", name -> {
            NDArray video = golden.array(request, name + "_video");
            Shape shape = video.getShape();
            long clips = shape.get(0);
            long frames = shape.get(1);
            Gradients.off(() -> {
                NDArray resized = encoder.resize(video.reshape(merged(shape)));
                NDArray features = encoder.features(resized);
                golden.check(name + "_resized", split(resized, clips, frames), 1e-5);
                golden.check(name + "_features", split(features, clips, frames), 1e-5);
                golden.check(name + "_zd0", initialState(encoder, name, split(features, clips, frames)), 1e-5);
                return features;
            });
        });
    }

    @Test
    void fedWithTheReferencesFeaturesTheRestIsExact() {
        VideoEncoder encoder = encoder();
        golden.eachCase("_features.npy", name -> {
            NDArray features = golden.array(request, name + "_features");
            NDArray states = encoder.states(features, times(name), observed(name));
            golden.check(name + "_gru_states", states, 1e-9);
            golden.check(name + "_zd0", initialState(encoder, name, features), 1e-9);
            golden.check(name + "_z0_std", deviation(states.get(":, -1")), 1e-9);
        });
    }

    /** What the reference computes beside the initial state and no path uses; the network here does not. */
    private NDArray deviation(NDArray state) { // [B, C, h, w]
        NDArray hidden = Activation.relu(convolved(state, "encoder_z0.transform_z0.0"));
        return convolved(hidden, "encoder_z0.transform_z0.2").split(2, 1).get(1).abs();
    }

    private NDArray convolved(NDArray x, String layer) {
        Checkpoint checkpoint = Checkpoint.open(golden.file(WEIGHTS));
        NDArray weight = checkpoint.tensor(layer + ".weight").toArray(request);
        NDArray bias = checkpoint.tensor(layer + ".bias").toArray(request);
        return Conv2d.conv2d(x, weight.toType(x.getDataType(), false), bias.toType(x.getDataType(), false))
                .singletonOrThrow();
    }

    @Test
    void frameNumbersBecomeTheReferencesTimes() {
        ClipTimes clipTimes = new ClipTimes(golden.meta().get("video_length").asInt());
        golden.eachCase("_sampleT.npy", name -> {
            float[] stored = golden.array(request, name + "_sampleT")
                    .toType(DataType.FLOAT32, false)
                    .toFloatArray();
            double[] numbers = new double[stored.length];
            Arrays.setAll(numbers, i -> stored[i]);

            golden.check(name + "_ts", request.create(clipTimes.of(numbers[0], numbers)), 0);
        });
    }

    @Test
    void framesTimesAndMarksMustAgree() {
        VideoEncoder encoder = encoder();
        JsonNode size = golden.meta().get("img_size");
        NDArray features = encoder.features(request.zeros(
                        new Shape(3, 3, size.get(0).asInt(), size.get(1).asInt())))
                .expandDims(0);

        assertThatThrownBy(() -> encoder.states(features, new float[2], new boolean[3]))
                .hasMessageContaining("3 frames with 2 times and 3 marks");
        assertThatThrownBy(() -> encoder.states(features.squeeze(0), new float[3], new boolean[3]))
                .hasMessageContaining("features are (3, ");
        assertThatThrownBy(() -> encoder.resize(features)).hasMessageContaining("expected (N, 3, H, W)");
    }

    private NDArray initialState(VideoEncoder encoder, String name, NDArray features) {
        return encoder.initialState(features, times(name), observed(name));
    }

    private float[] times(String name) {
        return golden.array(request, name + "_ts").toFloatArray();
    }

    private boolean[] observed(String name) {
        float[] mask = golden.array(request, name + "_mask").toFloatArray();
        boolean[] observed = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            observed[i] = mask[i] != 0;
        }
        return observed;
    }

    private static Shape merged(Shape video) {
        return new Shape(video.get(0) * video.get(1)).addAll(video.slice(2));
    }

    private static NDArray split(NDArray images, long clips, long frames) {
        return images.reshape(new Shape(clips, frames).addAll(images.getShape().slice(1)));
    }
}
