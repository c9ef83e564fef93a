package farm.vidstyle.trainer.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a byte-pair vocabulary from sentences (Sennrich et al., 2016) and writes it as CLIP's vocabulary file is laid out: a first line that
 * names the version, then one merge a line, parts of a word with its end marked {@code </w>}. Ties go to the pair that sorts first, so the
 * same sentences always give the same file.
 */
public final class BytePairs {

    private static final String END = "</w>";
    private static final String FIRST_LINE = "#version: 0.2";

    private BytePairs() {}

    /** The lines of a vocabulary file for lower-case ASCII sentences: words and punctuation become single tokens where merges allow. */
    public static List<String> learn(List<String> sentences, int mostMerges) {
        Map<List<String>, Integer> words = countWords(sentences);
        List<String> lines = new ArrayList<>(List.of(FIRST_LINE));
        for (int merge = 0; merge < mostMerges; merge++) {
            Map<String, Integer> pairs = countPairs(words);
            if (pairs.isEmpty()) {
                break;
            }
            String best = pairs.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(
                                    Map.Entry.<String, Integer>comparingByKey().reversed()))
                    .orElseThrow()
                    .getKey();
            lines.add(best);
            words = merged(words, best.split(" ", 2)[0], best.split(" ", 2)[1]);
        }
        return lines;
    }

    private static Map<List<String>, Integer> countWords(List<String> sentences) {
        Map<List<String>, Integer> words = new LinkedHashMap<>();
        for (String sentence : sentences) {
            for (String word : sentence.split(" |(?=,)", -1)) {
                List<String> parts = new ArrayList<>(
                        word.chars().mapToObj(Character::toString).toList());
                parts.set(parts.size() - 1, parts.get(parts.size() - 1) + END);
                words.merge(List.copyOf(parts), 1, Integer::sum);
            }
        }
        return words;
    }

    private static Map<String, Integer> countPairs(Map<List<String>, Integer> words) {
        Map<String, Integer> pairs = new TreeMap<>();
        words.forEach((parts, count) -> {
            for (int i = 0; i + 1 < parts.size(); i++) {
                pairs.merge(parts.get(i) + " " + parts.get(i + 1), count, Integer::sum);
            }
        });
        return pairs;
    }

    private static Map<List<String>, Integer> merged(Map<List<String>, Integer> words, String left, String right) {
        Map<List<String>, Integer> result = new LinkedHashMap<>();
        words.forEach((parts, count) -> {
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                boolean pair = parts.get(i).equals(left)
                        && i + 1 < parts.size()
                        && parts.get(i + 1).equals(right);
                joined.add(pair ? left + right : parts.get(i));
                i += pair ? 1 : 0;
            }
            result.merge(List.copyOf(joined), count, Integer::sum);
        });
        return result;
    }
}
