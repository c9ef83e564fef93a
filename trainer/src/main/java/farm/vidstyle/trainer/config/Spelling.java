package farm.vidstyle.trainer.config;

import java.util.stream.IntStream;

/** How far apart two words are. */
final class Spelling {

    private Spelling() {}

    /** Letters to insert, drop or change to make one word the other (Levenshtein's distance). */
    static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = row[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(change, Math.min(row[j], next[j - 1]) + 1);
            }
            row = next;
        }
        return row[to.length()];
    }
}
