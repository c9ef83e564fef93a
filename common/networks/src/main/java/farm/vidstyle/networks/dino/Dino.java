package farm.vidstyle.networks.dino;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.weights.Checkpoint;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/** A DINO vision transformer, ViT-B/16 or any other width and depth. Safe for use by several threads. */
public final class Dino {

    private static final TorchScript SCRIPT = TorchScript.load(Dino.class, "dino.torchscript");

    /** The shorter side of the images looked at; 15 patches of 16 pixels and a rest that no patch covers. */
    private static final long SHORTER_SIDE = 244;

    private final DinoConfig config;
    private final NDList patches;
    private final List<NDList> blocks = new ArrayList<>();

    /**
     * What a picture gives.
     *
     * @param keys [N, M, E] of the last layer, all heads side by side
     * @param classToken [N, E] after the block asked for
     */
    public record Features(NDArray keys, NDArray classToken) {}

    public Dino(DinoConfig config, Weights weights) {
        this.config = config;
        long width = config.width();
        long tokens = (long) config.side() * config.side() + 1;
        patches = new NDList(
                weights.get("patch_embed.proj.weight", width, 3, config.patch(), config.patch()),
                weights.get("patch_embed.proj.bias", width),
                weights.get("cls_token", 1, 1, width),
                weights.get("pos_embed", 1, tokens, width));
        for (int i = 0; i < config.blocks(); i++) {
            blocks.add(block(weights.scope("blocks." + i + "."), width));
        }
        weights.ignore("norm.weight"); // behind the last block, of which only the keys are looked at
        weights.ignore("norm.bias");
    }

    private static NDList block(Weights weights, long width) {
        NDList all = norm(weights.scope("norm1."), width);
        all.addAll(linear(weights.scope("attn.qkv."), 3 * width, width));
        all.addAll(linear(weights.scope("attn.proj."), width, width));
        all.addAll(norm(weights.scope("norm2."), width));
        all.addAll(linear(weights.scope("mlp.fc1."), 4 * width, width));
        return all.addAll(linear(weights.scope("mlp.fc2."), width, 4 * width));
    }

    private static NDList norm(Weights weights, long width) {
        return new NDList(weights.get("weight", width), weights.get("bias", width));
    }

    private static NDList linear(Weights weights, long outputs, long inputs) {
        return new NDList(weights.get("weight", outputs, inputs), weights.get("bias", outputs));
    }

    /** The model of a file of weights with the names of the public ones. */
    public static Dino load(NDManager model, Checkpoint checkpoint) {
        Weights weights = checkpoint.weights(model);
        Dino dino = new Dino(DinoConfig.of(weights), weights);
        weights.verify();
        return dino;
    }

    public DinoConfig config() {
        return config;
    }

    /**
     * Features of images [N, 3, H, W] nominally in [0, 1], which are not clamped. Their results depend on the version of torchvision that the
     * reference met: those before 0.17 did not {@code antialias}, the pinned one does.
     *
     * @param classBlock after which the class token is taken, from 0
     */
    public Features features(NDArray images, int classBlock, boolean antialias) {
        int last = blocks.size() - 1;
        if (classBlock < 0 || classBlock > last) {
            throw new IllegalArgumentException(
                    "the class token is asked for after block " + classBlock + "; expected a number from 0 to " + last);
        }
        try (NDManager scope = images.getManager().newSubManager()) {
            scope.tempAttachAll(images);
            NDArray x = tokens(images, antialias);
            NDArray classToken = x;
            for (int i = 0; i < last; i++) {
                x = SCRIPT.call("block", x, blocks.get(i), config.heads());
                classToken = i == classBlock ? SCRIPT.call("classToken", x) : classToken;
            }
            NDArray keys = SCRIPT.call("keys", x, blocks.get(last));
            if (classBlock == last) {
                classToken = SCRIPT.call("classToken", SCRIPT.call("block", x, blocks.get(last), config.heads()));
            }
            return new Features(scope.ret(keys), scope.ret(classToken));
        }
    }

    private NDArray tokens(NDArray images, boolean antialias) {
        Shape shape = images.getShape();
        if (shape.dimension() != 4 || shape.get(1) != 3) {
            throw new IllegalArgumentException("images are " + shape + "; expected (N, 3, H, W)");
        }
        long height = shape.get(2);
        long width = shape.get(3);
        long shorter = Math.min(height, width);
        long[] size = {SHORTER_SIDE * height / shorter, SHORTER_SIDE * width / shorter};
        NDArray pictures = SCRIPT.call("prepare", images, size, antialias);
        long learnt = (long) config.side() * config.patch();
        boolean own = size[0] == learnt && size[1] == learnt;
        return SCRIPT.call("patches", pictures, patches, config.side(), own);
    }
}
