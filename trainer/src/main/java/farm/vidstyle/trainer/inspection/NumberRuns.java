package farm.vidstyle.trainer.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names many numbered files in few words: {@code 003, 007-099}. */
final class NumberRuns {
    private NumberRuns() {}

    /** @param numbers growing */
    static String text(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                runs.add(text(numbers.get(first), numbers.get(i - 1)));
                first = i;
            }
        }
        return String.join(", ", runs);
    }

    static String text(int first, int last) {
        return first == last
                ? String.format(Locale.ROOT, "%03d", first)
                : String.format(Locale.ROOT, "%03d-%03d", first, last);
    }
}
