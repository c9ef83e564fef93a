package farm.vidstyle.networks.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/** CLIP's weights as Hugging Face stores them, from those with OpenAI's names; written from their side, not as our reader's inverse. */
final class HuggingFaceNames {
    private HuggingFaceNames() {}

    static Map<String, NDArray> of(Map<String, NDArray> openAi) {
        Map<String, NDArray> out = new LinkedHashMap<>();
        out.put("logit_scale", openAi.get("logit_scale"));
        out.put("text_model.embeddings.token_embedding.weight", openAi.get("token_embedding.weight"));
        out.put("text_model.embeddings.position_embedding.weight", openAi.get("positional_embedding"));
        out.put("vision_model.embeddings.class_embedding", openAi.get("visual.class_embedding"));
        out.put("vision_model.embeddings.patch_embedding.weight", openAi.get("visual.conv1.weight"));
        out.put("vision_model.embeddings.position_embedding.weight", openAi.get("visual.positional_embedding"));
        out.put("text_projection.weight", transposed(openAi.get("text_projection")));
        out.put("visual_projection.weight", transposed(openAi.get("visual.proj")));
        for (String kind : new String[] {".weight", ".bias"}) {
            out.put("text_model.final_layer_norm" + kind, openAi.get("ln_final" + kind));
            out.put("vision_model.pre_layrnorm" + kind, openAi.get("visual.ln_pre" + kind));
            out.put("vision_model.post_layernorm" + kind, openAi.get("visual.ln_post" + kind));
            layers(openAi, out, "", "text_model.encoder.layers.", kind);
            layers(openAi, out, "visual.", "vision_model.encoder.layers.", kind);
        }
        return out;
    }

    private static void layers(
            Map<String, NDArray> openAi, Map<String, NDArray> out, String tower, String layers, String kind) {
        for (int i = 0; openAi.containsKey(tower + "transformer.resblocks." + i + ".ln_1" + kind); i++) {
            String from = tower + "transformer.resblocks." + i + ".";
            String to = layers + i + ".";
            NDArray joined = openAi.get(from + "attn.in_proj" + kind.replace('.', '_'));
            long width = joined.getShape().get(0) / 3;
            String[] parts = {"q", "k", "v"};
            for (int p = 0; p < parts.length; p++) {
                NDIndex rows = new NDIndex(p * width + ":" + (p + 1) * width);
                out.put(
                        to + "self_attn." + parts[p] + "_proj" + kind,
                        joined.get(rows).duplicate());
            }
            out.put(to + "self_attn.out_proj" + kind, openAi.get(from + "attn.out_proj" + kind));
            out.put(to + "layer_norm1" + kind, openAi.get(from + "ln_1" + kind));
            out.put(to + "layer_norm2" + kind, openAi.get(from + "ln_2" + kind));
            out.put(to + "mlp.fc1" + kind, openAi.get(from + "mlp.c_fc" + kind));
            out.put(to + "mlp.fc2" + kind, openAi.get(from + "mlp.c_proj" + kind));
        }
    }

    private static NDArray transposed(NDArray matrix) {
        return matrix.transpose().duplicate();
    }
}
