package farm.vidstyle.networks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import farm.vidstyle.networks.golden.Golden;
import farm.vidstyle.networks.pixels.Picture;
import farm.vidstyle.networks.pixels.Resampling;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClipGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private final Golden golden = Golden.folder("08_clip");
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Clip clip = Clip.load(manager, Checkpoint.open(golden.first(".pt")));

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void imagesOfEveryFormatAreSeenAsInTheReference() {
        golden.eachCase("_image.npy", name -> {
            NDArray images = golden.array(manager, name + "_image");

            golden.check(name + "_preprocessed", clip.prepare(images, true), TOLERANCE);
            golden.check(name + "_preprocessed_noantialias", clip.prepare(images, false), TOLERANCE);
            golden.check(name + "_features", clip.images(images, true), TOLERANCE);
            golden.check(name + "_features_noantialias", clip.images(images, false), TOLERANCE);
        });
    }

    @Test
    void blocksOfTheImageTowerEqualTheReference() {
        golden.eachCase("_vision_block0.npy", name -> {
            NDArray x = clip.embedPatches(clip.prepare(golden.array(manager, name + "_image"), true));
            for (int i = 0; i < clip.vision().layers(); i++) {
                x = clip.vision().block(i, x);
                golden.check(name + "_vision_block" + i, x, TOLERANCE);
            }
        });
    }

    @Test
    void sentencesAreReadAsInTheReference() {
        golden.check("text_features", clip.sentences(golden.array(manager, "tokens")), TOLERANCE);
    }

    @Test
    void eightBitPicturesAreLoadedAsByClipItself() {
        NDArray bytes = golden.array(manager, "pil_uint8_hwc");
        int height = (int) bytes.getShape().get(0);
        int width = (int) bytes.getShape().get(1);
        int size = clip.config().vision().size();
        int shorter = Math.min(height, width);

        Picture resized = new Picture(height, width, bytes.toByteArray())
                .resize(Resampling.BICUBIC, size * height / shorter, size * width / shorter);

        golden.check(
                "pil_preprocessed", clip.prepare(resized.toArray(manager), true).squeeze(0), TOLERANCE);
    }

    @Test
    void gradientsReachPicturesThroughTheTower() {
        NDArray images = golden.array(manager, golden.names("_image.npy").get(0) + "_image");
        images.setRequiresGradient(true);

        Gradients.backward(Gradients.on(() -> clip.images(images, true).sum()));

        assertThat(images.getGradient().abs().sum().getFloat()).isPositive();
    }

    @Test
    void inputsOfAnotherModelAreRefused() {
        assertThatThrownBy(() -> clip.pictures(manager.ones(new Shape(1, 3, 224, 200))))
                .hasMessageContaining("pictures have shape (1, 3, 224, 200); this model needs");
    }

    @Test
    void hyperParametersReadOffTheWeightsAreTheReferences() {
        JsonNode meta = golden.meta();
        ClipConfig config = clip.config();

        assertThat(config.embedding()).isEqualTo(meta.get("embed_dim").asInt());
        assertThat(config.vision())
                .isEqualTo(new ClipConfig.Vision(
                        tower(meta, "vision"),
                        meta.get("image_resolution").asInt(),
                        meta.get("patch").asInt()));
        assertThat(config.text())
                .isEqualTo(new ClipConfig.Text(
                        tower(meta, "text"),
                        meta.get("context").asInt(),
                        meta.get("vocab").asInt()));
    }

    private static ClipConfig.Tower tower(JsonNode meta, String name) {
        return new ClipConfig.Tower(
                meta.get(name + "_width").asInt(),
                meta.get(name + "_layers").asInt(),
                meta.get(name + "_heads").asInt());
    }
}
