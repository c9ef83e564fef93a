package farm.vidstyle.farm.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Versions in the order people mean: number by number and word by word, whatever stands between them, so that 1.10 comes
 * after 1.9. Where one version goes on after the other has ended, a number makes it newer (1.0.1 after 1.0), a word makes
 * it older (1.0-rc1 before 1.0). A number is newer than a word in its place.
 */
final class VersionOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1;
    private static final Pattern PART = Pattern.compile("\\d+|[A-Za-z]+");

    @Override
    public int compare(String left, String right) {
        List<String> a = parts(left);
        List<String> b = parts(right);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = comparePart(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return left.compareTo(right);
    }

    private static List<String> parts(String version) {
        return PART.matcher(version).results().map(MatchResult::group).toList();
    }

    private static int comparePart(String a, String b) {
        int order = Integer.compare(rank(a), rank(b));
        if (order != 0 || rank(a) != 2) {
            return order != 0 ? order : a.compareTo(b);
        }
        String x = a.replaceFirst("^0+(?=.)", "");
        String y = b.replaceFirst("^0+(?=.)", "");
        // of two numbers without leading zeros the longer one is the larger
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    /** A word, the end, a number: from older to newer. */
    private static int rank(String part) {
        if (part.isEmpty()) {
            return 1;
        }
        return Character.isDigit(part.charAt(0)) ? 2 : 0;
    }
}
