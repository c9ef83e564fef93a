package farm.vidstyle.networks.clip;

import farm.vidstyle.networks.weights.StoredTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names and pieces in which Hugging Face keeps CLIP: query, key and value apart, projections as linear layers, hence transposed.
 * What has no counterpart keeps its name, so that strict loading reports it.
 */
final class HuggingFaceLayout {
    /** A name that every file of this layout has and none of OpenAI's. */
    static final String MARK = "text_model.embeddings.token_embedding.weight";

    private static final Pattern LAYER = Pattern.compile("(text|vision)_model\\.encoder\\.layers\\.(\\d{1,4})\\.(.+)");

    /** Indices that the model could count itself; older versions stored them. */
    private static final Pattern POSITION_IDS = Pattern.compile("(text|vision)_model\\.embeddings\\.position_ids");

    private static final List<String> ATTENDING = List.of("q", "k", "v");
    private static final Map<String, String> RENAMED = renamed();
    private static final Map<String, String> TRANSPOSED =
            Map.of("visual_projection.weight", "visual.proj", "text_projection.weight", "text_projection");
    private static final Map<String, String> IN_LAYER = Map.of(
            "self_attn.out_proj", "attn.out_proj",
            "layer_norm1", "ln_1",
            "layer_norm2", "ln_2",
            "mlp.fc1", "mlp.c_fc",
            "mlp.fc2", "mlp.c_proj");

    private HuggingFaceLayout() {}

    static Map<String, StoredTensor> toOpenAi(Map<String, StoredTensor> tensors) {
        Map<String, StoredTensor> translated = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (POSITION_IDS.matcher(name).matches()) {
                return;
            }
            if (TRANSPOSED.containsKey(name) && tensor.shape().dimension() == 2) {
                translated.put(TRANSPOSED.get(name), tensor.transposed());
            } else if (joins(name)) {
                joined(tensors, name).forEach(translated::put);
            } else {
                translated.put(RENAMED.getOrDefault(name, inLayer(name)), tensor);
            }
        });
        return translated;
    }

    private static Map<String, String> renamed() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("logit_scale", "logit_scale");
        names.put(MARK, "token_embedding.weight");
        names.put("text_model.embeddings.position_embedding.weight", "positional_embedding");
        names.put("vision_model.embeddings.class_embedding", "visual.class_embedding");
        names.put("vision_model.embeddings.patch_embedding.weight", "visual.conv1.weight");
        names.put("vision_model.embeddings.position_embedding.weight", "visual.positional_embedding");
        for (String kind : List.of(".weight", ".bias")) {
            names.put("text_model.final_layer_norm" + kind, "ln_final" + kind);
            names.put("vision_model.pre_layrnorm" + kind, "visual.ln_pre" + kind); // the misspelling is theirs
            names.put("vision_model.post_layernorm" + kind, "visual.ln_post" + kind);
        }
        return Map.copyOf(names);
    }

    private static boolean joins(String name) {
        return name.matches(".+\\.self_attn\\.[qkv]_proj\\.(weight|bias)");
    }

    /** Query, key and value of a layer as one, given when the first of them is met; as they are where they do not fit. */
    private static Map<String, StoredTensor> joined(Map<String, StoredTensor> tensors, String name) {
        int at = name.indexOf(".self_attn.") + ".self_attn.".length();
        String kind = name.substring(name.lastIndexOf('.') + 1);
        List<StoredTensor> parts = new ArrayList<>();
        for (String part : ATTENDING) {
            Optional.ofNullable(tensors.get(name.substring(0, at) + part + "_proj." + kind))
                    .ifPresent(parts::add);
        }
        if (parts.size() != ATTENDING.size()) {
            return Map.of(name, tensors.get(name));
        }
        String layer = inLayer(name).replaceFirst("self_attn\\.[qkv]_proj\\..*", "");
        return Map.of(layer + "attn.in_proj_" + kind, StoredTensor.joined(parts));
    }

    private static String inLayer(String name) {
        Matcher layer = LAYER.matcher(name);
        if (!layer.matches()) {
            return name;
        }
        String tower = layer.group(1).equals("vision") ? "visual." : "";
        String part = layer.group(3);
        int dot = part.lastIndexOf('.');
        String block = dot < 0 ? part : part.substring(0, dot);
        return tower + "transformer.resblocks." + layer.group(2) + "." + IN_LAYER.getOrDefault(block, block)
                + (dot < 0 ? "" : part.substring(dot));
    }
}
