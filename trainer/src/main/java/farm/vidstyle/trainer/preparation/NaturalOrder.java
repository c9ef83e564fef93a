package farm.vidstyle.trainer.preparation;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order people expect of names: {@code Video_2} before {@code Video_10}. */
final class NaturalOrder implements Comparator<String> {
    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String left, String right) {
        Matcher ours = PIECE.matcher(left);
        Matcher theirs = PIECE.matcher(right);
        while (ours.find() && theirs.find()) {
            int order = comparePieces(ours.group(), theirs.group());
            if (order != 0) {
                return order;
            }
        }
        return left.compareTo(right); // one goes on, or they differ in leading zeros only
    }

    private static int comparePieces(String left, String right) {
        if (!Character.isDigit(left.charAt(0)) || !Character.isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String ours = left.replaceFirst("^0+(?=.)", "");
        String theirs = right.replaceFirst("^0+(?=.)", "");
        int length = Integer.compare(ours.length(), theirs.length());
        return length != 0 ? length : ours.compareTo(theirs);
    }
}
