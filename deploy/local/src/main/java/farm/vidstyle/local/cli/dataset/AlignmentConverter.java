package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.video.align.Alignment;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Alignments as bundles spell them: {@code center-crop}. */
final class AlignmentConverter implements ITypeConverter<Alignment>, Iterable<String> {
    @Override
    public Alignment convert(String text) {
        return Arrays.stream(Alignment.values())
                .filter(alignment -> spelt(alignment).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no alignment; expected one of " + names()));
    }

    /** For completion and help. */
    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private static List<String> names() {
        return Arrays.stream(Alignment.values()).map(AlignmentConverter::spelt).toList();
    }

    private static String spelt(Alignment alignment) {
        return alignment.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
