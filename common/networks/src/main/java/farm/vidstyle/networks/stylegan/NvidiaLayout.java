package farm.vidstyle.networks.stylegan;

import farm.vidstyle.networks.weights.StoredTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names and shapes in which NVIDIA's StyleGAN2-ADA keeps a generator, as StyleGAN-Human's network pickles do: layers below the
 * resolution they work at, kernels and noise without leading axes, filters before the gain of up-sampling. The numbers are the same as
 * rosinality's. What has no counterpart keeps its name, so that strict loading reports it.
 */
final class NvidiaLayout {
    /** A name that every file of this layout has. */
    static final String MARK = "synthesis.b4.const";

    private static final Pattern LAYER = Pattern.compile("synthesis\\.b(\\d{1,5})\\.(conv0|conv1|torgb)\\.(.+)");
    private static final Pattern FILTER = Pattern.compile("synthesis\\.b(\\d{1,5})\\.resample_filter");
    private static final Pattern MAPPING = Pattern.compile("mapping\\.fc(\\d{1,2})\\.(weight|bias)");

    /** The filter's sum is 1; doubling both axes spreads it over four pixels. */
    private static final float GAIN = 4;

    private final Map<String, StoredTensor> translated = new LinkedHashMap<>();

    private NvidiaLayout() {}

    static Map<String, StoredTensor> toRosinality(Map<String, StoredTensor> tensors) {
        NvidiaLayout layout = new NvidiaLayout();
        tensors.forEach(layout::put);
        return layout.translated;
    }

    private void put(String name, StoredTensor tensor) {
        Matcher layer = LAYER.matcher(name);
        Matcher filter = FILTER.matcher(name);
        Matcher mapping = MAPPING.matcher(name);
        if (name.equals(MARK)) {
            translated.put("input.input", widened(tensor, 1));
        } else if (layer.matches()) {
            putLayer(new Place(Integer.parseInt(layer.group(1)), layer.group(2)), layer.group(3), tensor, name);
        } else if (filter.matches()) {
            putFilter(Integer.parseInt(filter.group(1)), tensor);
        } else if (mapping.matches()) {
            translated.put("style." + (Integer.parseInt(mapping.group(1)) + 1) + "." + mapping.group(2), tensor);
        } else if (!name.equals("mapping.w_avg")) { // the mean style, which painting from codes does not need
            translated.put(name, tensor);
        }
    }

    /** A layer's place: the resolution it works at, and which of the three there it is. */
    private record Place(int resolution, String part) {
        int block() {
            return Integer.numberOfTrailingZeros(resolution) - 2; // of 4x4, the first
        }

        boolean upsamples() {
            return part.equals("conv0");
        }

        String name() {
            if (part.equals("torgb")) {
                return block() == 0 ? "to_rgb1" : "to_rgbs." + (block() - 1);
            }
            return block() == 0 ? "conv1" : "convs." + (2 * block() - (upsamples() ? 2 : 1));
        }

        int noise() {
            return 2 * block() - (upsamples() ? 1 : 0);
        }
    }

    private void putLayer(Place place, String what, StoredTensor tensor, String original) {
        String layer = place.name();
        boolean colours = place.part().equals("torgb");
        switch (what) {
            case "weight" -> translated.put(layer + ".conv.weight", widened(tensor, 1));
            case "bias" ->
                translated.put(
                        layer + (colours ? ".bias" : ".activate.bias"),
                        colours ? tensor.reshaped(1, tensor.size(), 1, 1) : tensor);
            case "affine.weight" -> translated.put(layer + ".conv.modulation.weight", tensor);
            case "affine.bias" -> translated.put(layer + ".conv.modulation.bias", tensor);
            case "noise_strength" -> translated.put(layer + ".noise.weight", tensor.reshaped(1));
            case "noise_const" -> translated.put("noises.noise_" + place.noise(), widened(tensor, 2));
            case "resample_filter" ->
                Optional.of(place)
                        .filter(Place::upsamples) // the others have one too and do not use it
                        .ifPresent(up -> translated.put(layer + ".conv.blur.kernel", tensor.scaled(GAIN)));
            default -> translated.put(original, tensor);
        }
    }

    /** The filter of a block doubles the picture of the one before; the first has none before it. */
    private void putFilter(int resolution, StoredTensor tensor) {
        int block = new Place(resolution, "torgb").block();
        if (block > 0) {
            translated.put("to_rgbs." + (block - 1) + ".upsample.kernel", tensor.scaled(GAIN));
        }
    }

    /** With leading axes of length 1. */
    private static StoredTensor widened(StoredTensor tensor, int axes) {
        long[] own = tensor.shape().getShape();
        long[] shape = new long[own.length + axes];
        Arrays.fill(shape, 0, axes, 1);
        System.arraycopy(own, 0, shape, axes, own.length);
        return tensor.reshaped(shape);
    }
}
