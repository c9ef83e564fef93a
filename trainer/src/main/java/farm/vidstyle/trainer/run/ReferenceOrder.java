package farm.vidstyle.trainer.run;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which the reference's optimisers number their parameters: that in which its modules declare them. Networks here ask for theirs in
 * the same order but in the modulation, whose blocks declare norms first and keys before queries.
 */
final class ReferenceOrder {

    static final String VIDEO_ENCODER = "bVAE_enc.";
    private static final String MAPPER = "style_mapper.";
    private static final String MODULATION = "modulation_network.";

    private static final List<String> DECLARED = List.of(
            "content_pos_emd",
            "dyn_pos_emb",
            "slf_blocks",
            "blocks",
            "ln_f",
            "head",
            "ln1",
            "x_ln1",
            "y_ln1",
            "ln2",
            "attn",
            "mlp",
            "key",
            "query",
            "value",
            "proj",
            "weight",
            "bias");

    private ReferenceOrder() {}

    /** The parameters of the first optimiser. */
    static List<String> videoEncoder(Set<String> asked) {
        return asked.stream().filter(name -> name.startsWith(VIDEO_ENCODER)).toList();
    }

    /** The parameters of the second one. */
    static List<String> mapperAndModulation(Set<String> asked) {
        List<String> modulation = asked.stream()
                .filter(name -> name.startsWith(MODULATION))
                .sorted(Comparator.comparing(ReferenceOrder::place, ReferenceOrder::compare))
                .toList();
        return Stream.concat(asked.stream().filter(name -> name.startsWith(MAPPER)), modulation.stream())
                .toList();
    }

    private static List<Integer> place(String name) {
        return List.of(name.substring(MODULATION.length()).split("\\.", -1)).stream()
                .map(part -> part.matches("\\d+") ? Integer.parseInt(part) : DECLARED.indexOf(part))
                .toList();
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
