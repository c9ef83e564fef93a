package farm.vidstyle.ingest.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stretch of a file, from a Range header (RFC 9110, one range). */
record ByteRange(long offset, long length) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty where there is no range to honour: none asked for, or a form that the standard allows to ignore. */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher range = ONE_RANGE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) { // the last N bytes
            long length = Math.min(size, Long.parseLong(range.group(2)));
            return Optional.of(satisfiable(size - length, size - 1, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        return last < first && !range.group(2).isEmpty()
                ? Optional.empty()
                : Optional.of(satisfiable(first, Math.min(last, size - 1), size));
    }

    private static ByteRange satisfiable(long first, long last, long size) {
        if (first >= size) {
            throw Problem.RANGE_NOT_SATISFIABLE.because(
                    "the range starts at byte " + first + "; the file has " + size + " bytes");
        }
        return new ByteRange(first, last - first + 1);
    }

    /** The value of the Content-Range header. */
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
