package farm.vidstyle.networks.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a sentence into the form that CLIP was trained on: text damaged on its way is repaired, typographic variants become plain, spaces
 * are single and letters small.
 *
 * <p>The reference uses the Python library ftfy with its defaults, then unescapes HTML twice. Here is the part of it that captions meet:
 * whole sentences of UTF-8 read as Windows-1252 (ftfy also finds damaged parts and other encodings, and weighs whether they look
 * damaged), lone characters of Windows-1252, ligatures, full-width letters, curly quotes, line breaks, control characters, terminal escapes,
 * NFC; of HTML, numbers and the names of XML and a few more. Python's and Java's rules for small letters agree.
 */
final class SentenceCleaner {
    private static final int MAX_REPAIRS = 4;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ENTITY =
            Pattern.compile("&(#\\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|\\w{2,8};|(?:amp|lt|gt|quot|nbsp))");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("hellip", "\u2026"),
            Map.entry("ndash", "\u2013"),
            Map.entry("mdash", "\u2014"),
            Map.entry("lsquo", "\u2018"),
            Map.entry("rsquo", "\u2019"),
            Map.entry("ldquo", "\u201c"),
            Map.entry("rdquo", "\u201d"),
            Map.entry("eacute", "\u00e9"),
            Map.entry("copy", "\u00a9"),
            Map.entry("reg", "\u00ae"),
            Map.entry("trade", "\u2122"));
    private static final Pattern HIGH_CONTROL = Pattern.compile("[\u0080-\u009f]");
    private static final char LONG_S_T = '\ufb05'; // which ftfy takes apart into a long s and a t
    private static final Pattern LIGATURE =
            Pattern.compile("[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]");
    private static final Pattern WIDE = Pattern.compile("[\uff01-\uffef\u3000]");
    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\u02bc\u2018-\u201b]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\u201c-\u201f]");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\u2028\u2029]");
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern CONTROL =
            Pattern.compile("[\u0000-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc]");

    private SentenceCleaner() {}

    static String clean(String sentence) {
        String text = unescape(unescape(repair(sentence)));
        return SPACES.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static String repair(String sentence) {
        String text = sentence;
        for (int i = 0; i < MAX_REPAIRS; i++) {
            String better = normalize(decodeAgain(text.contains("<") ? text : unescape(text)));
            if (better.equals(text)) {
                break;
            }
            text = better;
        }
        return text;
    }

    /** What the text was before its UTF-8 bytes were taken for Windows-1252; the text itself where that is not possible. */
    private static String decodeAgain(String text) {
        return text.codePoints().allMatch(c -> c < 0x80)
                ? text
                : windowsBytes(text).flatMap(SentenceCleaner::decodeUtf8).orElse(text);
    }

    /** Bytes that Windows-1252 leaves undefined stand for themselves, as browsers have it. */
    private static Optional<ByteBuffer> windowsBytes(String text) {
        CharsetEncoder encoder = WINDOWS.newEncoder();
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (encoder.canEncode(c)) {
                bytes.put(String.valueOf(c).getBytes(WINDOWS)[0]);
            } else if (c < 0x100) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.flip());
    }

    private static Optional<String> decodeUtf8(ByteBuffer bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // it was what it seemed to be
        }
    }

    private static String normalize(String damaged) {
        String text = HIGH_CONTROL
                .matcher(damaged)
                .replaceAll(match -> windows(match.group().charAt(0)));
        text = text.replace(String.valueOf(LONG_S_T), "\u017ft");
        text = LIGATURE.matcher(text).replaceAll(SentenceCleaner::compatible);
        text = WIDE.matcher(text).replaceAll(SentenceCleaner::compatible);
        text = SINGLE_QUOTE.matcher(text).replaceAll("'");
        text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
        text = LINE_BREAK.matcher(text).replaceAll("\n");
        text = new String(
                text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE); // lone surrogates become U+FFFD
        text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
        text = CONTROL.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String compatible(MatchResult match) {
        return Normalizer.normalize(match.group(), Normalizer.Form.NFKC);
    }

    private static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(entity(match)));
    }

    private static String entity(MatchResult match) {
        String name = match.group(1).replace(";", "");
        if (name.startsWith("#")) {
            boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
            return character(Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10));
        }
        return NAMED.getOrDefault(name, match.group());
    }

    private static String character(int code) {
        if (code >= 0x80 && code < 0xa0) {
            return windows((char) code);
        }
        boolean valid = Character.isValidCodePoint(code) && code > 0 && (code < 0xd800 || code > 0xdfff);
        return valid ? Character.toString(code) : "\ufffd";
    }

    /** What a byte means in Windows-1252; itself where that leaves it undefined. */
    private static String windows(char code) {
        String meant = new String(new byte[] {(byte) code}, WINDOWS);
        return meant.equals("\ufffd") ? String.valueOf(code) : meant;
    }
}
