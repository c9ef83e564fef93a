package farm.vidstyle.networks.dynamics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VideoEncoderGoldenTest {

    private final NDManager request = NDManager.newBaseManager("PyTorch");
    private final Golden golden = Golden.folder("03_video_encoder");

    @AfterEach
    void close() {
        request.close();
    }

    private VideoEncoder encoder() {
        Weights weights = Checkpoint.open(golden.file("bVAE_enc.pt")).weights(request);
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
        for (String name : golden.cases("_video.npy")) {
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
        }
    }

    @Test
    void fedWithTheReferencesFeaturesTheRestIsExact() {
        VideoEncoder encoder = encoder();
        for (String name : golden.cases("_features.npy")) {
            NDArray features = golden.array(request, name + "_features");
            golden.check(name + "_gru_states", encoder.states(features, times(name), observed(name)), 1e-9);
            golden.check(name + "_zd0", initialState(encoder, name, features), 1e-9);
        }
    }

    @Test
    void framesTimesAndMarksMustAgree() {
        VideoEncoder encoder = encoder();
        NDArray features = request.zeros(new Shape(1, 3, 16, 8, 8));

        assertThatThrownBy(() -> encoder.states(features, new float[2], new boolean[3]))
                .hasMessageContaining("3 frames with 2 times and 3 marks");
        assertThatThrownBy(() -> encoder.states(features.squeeze(0), new float[3], new boolean[3]))
                .hasMessageContaining("features are (3, 16, 8, 8)");
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
