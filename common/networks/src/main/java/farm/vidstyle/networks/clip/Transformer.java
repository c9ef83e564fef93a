package farm.vidstyle.networks.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import farm.vidstyle.networks.clip.ClipConfig.Tower;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/** The residual blocks of a tower, [N, M, C] to [N, M, C]; causal where a token may only look at those before it. */
final class Transformer {
    private final List<NDList> blocks = new ArrayList<>();
    private final int heads;
    private final boolean causal;

    Transformer(Tower tower, Weights weights, boolean causal) {
        this.heads = tower.heads();
        this.causal = causal;
        for (int i = 0; i < tower.layers(); i++) {
            blocks.add(block(tower.width(), weights.scope("transformer.resblocks." + i + ".")));
        }
    }

    private static NDList block(int width, Weights weights) {
        NDList all = norm(weights.scope("ln_1."), width);
        all.add(weights.get("attn.in_proj_weight", 3L * width, width));
        all.add(weights.get("attn.in_proj_bias", 3L * width));
        all.add(weights.get("attn.out_proj.weight", width, width));
        all.add(weights.get("attn.out_proj.bias", width));
        all.addAll(norm(weights.scope("ln_2."), width));
        all.add(weights.get("mlp.c_fc.weight", 4L * width, width));
        all.add(weights.get("mlp.c_fc.bias", 4L * width));
        all.add(weights.get("mlp.c_proj.weight", width, 4L * width));
        all.add(weights.get("mlp.c_proj.bias", width));
        return all;
    }

    static NDList norm(Weights weights, int width) {
        return new NDList(weights.get("weight", width), weights.get("bias", width));
    }

    int layers() {
        return blocks.size();
    }

    NDArray forward(NDArray x) {
        NDArray y = x;
        for (int i = 0; i < blocks.size(); i++) {
            y = block(i, y);
        }
        return y;
    }

    NDArray block(int index, NDArray x) {
        return Clip.SCRIPT.call("block", x, blocks.get(index), heads, causal);
    }
}
