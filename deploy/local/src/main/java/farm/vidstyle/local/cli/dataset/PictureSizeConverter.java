package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.video.frame.PictureSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 256x192}: width, then height. */
final class PictureSizeConverter implements ITypeConverter<PictureSize> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

    @Override
    public PictureSize convert(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new TypeConversionException("'" + text + "' is no size; expected WIDTHxHEIGHT, for example 256x256");
        }
        try {
            return new PictureSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
