package farm.vidstyle.networks.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Sentences to ids by byte pair encoding, as CLIP does it: a word is its UTF-8 bytes, of which the pair that stands first in the list of
 * merges is joined again and again. Ids are the 256 bytes, the 256 bytes at the end of a word, one a merge, and start and end.
 *
 * <p>The vocabulary is a file of the format of {@code bpe_simple_vocab_16e6.txt.gz} (compressed or not): a heading, then a merge a line.
 * How many of its merges count follows from the model's vocabulary, which is 514 larger.
 */
public final class Tokenizer {
    private static final int WITHOUT_MERGES = 2 * 256 + 2;
    private static final int MAX_LETTERS = 10_000;
    private static final int MAX_LINE = 1_000;
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String END_OF_WORD = "</w>";
    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final List<String> BYTES = byteSymbols();

    private final int context;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Pair, Integer> ranks = new HashMap<>();

    private record Pair(String left, String right) {}

    private Tokenizer(int context, List<Pair> merges) {
        this.context = context;
        List<String> order = symbolOrder();
        order.forEach(symbol -> ids.put(symbol, ids.size()));
        order.forEach(symbol -> ids.put(symbol + END_OF_WORD, ids.size()));
        for (Pair merge : merges) {
            ranks.put(merge, ranks.size());
            ids.put(merge.left() + merge.right(), ids.size());
        }
        ids.put(START, ids.size());
        ids.put(END, ids.size());
    }

    /** Reads the merges that a model with this text tower knows. */
    public static Tokenizer open(Path vocabulary, ClipConfig.Text text) throws IOException {
        int needed = text.vocabulary() - WITHOUT_MERGES;
        if (needed < 0) {
            throw new IllegalArgumentException("a vocabulary of " + text.vocabulary()
                    + " ids is too small; bytes, start and end are " + WITHOUT_MERGES);
        }
        List<Pair> merges = new ArrayList<>(needed);
        try (BufferedReader lines = reader(vocabulary)) {
            lines.readLine(); // the heading
            for (int i = 0; i < needed; i++) {
                String line = Optional.ofNullable(lines.readLine()).orElse("");
                String[] parts = line.split(" ", -1);
                if (parts.length != 2 || line.length() > MAX_LINE) {
                    throw new IOException(vocabulary + " has no merge of two symbols in line " + (i + 2)
                            + "; the model's vocabulary of " + text.vocabulary() + " needs " + needed + " merges");
                }
                merges.add(new Pair(parts[0], parts[1]));
            }
        }
        return new Tokenizer(text.context(), merges);
    }

    /** The ids of a sentence with start and end, however many. */
    public List<Integer> encode(String sentence) {
        if (sentence.length() > MAX_LETTERS) {
            throw new IllegalArgumentException("the sentence has " + sentence.length() + " letters; at most "
                    + MAX_LETTERS + " are read, and " + context + " tokens are used");
        }
        List<Integer> result = new ArrayList<>(List.of(ids.get(START)));
        Matcher words = WORD.matcher(SentenceCleaner.clean(sentence));
        while (words.find()) {
            result.addAll(word(words.group()));
        }
        result.add(ids.get(END));
        return result;
    }

    /** Sentences as rows of ids, [N, context], filled up with zeros; refuses one that does not fit. */
    public NDArray tokenize(NDManager manager, List<String> sentences) {
        long[] rows = new long[sentences.size() * context];
        for (int i = 0; i < sentences.size(); i++) {
            List<Integer> row = encode(sentences.get(i));
            if (row.size() > context) {
                throw new IllegalArgumentException("the sentence '" + shortened(sentences.get(i)) + "' has "
                        + row.size() + " tokens with start and end; the model reads " + context + ", so shorten it");
            }
            for (int j = 0; j < row.size(); j++) {
                rows[i * context + j] = row.get(j);
            }
        }
        return manager.create(rows, new Shape(sentences.size(), context));
    }

    /** The ids of a sentence, cut to the context; the last one is the end nevertheless. */
    public List<Integer> truncate(String sentence) {
        List<Integer> all = encode(sentence);
        if (all.size() <= context) {
            return all;
        }
        List<Integer> cut = new ArrayList<>(all.subList(0, context - 1));
        cut.add(ids.get(END));
        return cut;
    }

    private List<Integer> word(String word) {
        if (word.equals(START) || word.equals(END)) {
            return List.of(ids.get(word));
        }
        List<String> symbols = new ArrayList<>();
        for (byte b : word.getBytes(UTF_8)) {
            symbols.add(BYTES.get(b & 0xff));
        }
        symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + END_OF_WORD);
        for (Optional<Pair> best = bestPair(symbols); best.isPresent(); best = bestPair(symbols)) {
            merge(symbols, best.get());
        }
        return symbols.stream().map(ids::get).toList();
    }

    private Optional<Pair> bestPair(List<String> symbols) {
        return IntStream.range(0, symbols.size() - 1)
                .mapToObj(i -> new Pair(symbols.get(i), symbols.get(i + 1)))
                .filter(ranks::containsKey)
                .min((a, b) -> Integer.compare(ranks.get(a), ranks.get(b)));
    }

    private static void merge(List<String> symbols, Pair pair) {
        for (int i = 0; i + 1 < symbols.size(); i++) {
            if (symbols.get(i).equals(pair.left()) && symbols.get(i + 1).equals(pair.right())) {
                symbols.set(i, pair.left() + pair.right());
                symbols.remove(i + 1);
            }
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new BufferedReader(new InputStreamReader(zipped ? new GZIPInputStream(in) : in, UTF_8));
    }

    private static String shortened(String sentence) {
        return sentence.length() <= 60 ? sentence : sentence.substring(0, 60) + "...";
    }

    /** Bytes that print as themselves in Latin-1; the others get letters from 256 on, so that no symbol is a space or invisible. */
    private static boolean prints(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
    }

    private static List<String> byteSymbols() {
        String[] symbols = new String[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            symbols[b] = Character.toString(prints(b) ? b : next++);
        }
        return List.of(symbols);
    }

    /** Ids go to the printing bytes first. */
    private static List<String> symbolOrder() {
        return IntStream.concat(
                        IntStream.range(0, 256).filter(Tokenizer::prints),
                        IntStream.range(0, 256).filter(b -> !prints(b)))
                .mapToObj(BYTES::get)
                .toList();
    }
}
