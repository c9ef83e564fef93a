package farm.vidstyle.bench;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.networks.stylegan.GeneratorConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param size of the square pictures in pixels
 * @param widest the most channels a layer has; 512 in the official network
 * @param time how long to go on measuring, after everything is warm
 */
public record DecoderPlan(int size, int widest, Duration time) {
    /** The size of the official network for faces. */
    public static final int FULL_SIZE = 1024;

    /** Its widest layers. */
    public static final int FULL_WIDTH = 512;

    private static final int SMALLEST = 8;
    /** Of the official 18 layers, the coarse and medium ones, whose styles change from frame to frame. */
    private static final double MOVING = 10.0 / 18;

    public DecoderPlan {
        requireNonNull(time, "time");
        if (size < SMALLEST || size > FULL_SIZE || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "size is " + size + "; expected a power of two from " + SMALLEST + " to " + FULL_SIZE);
        }
        if (widest < 1) {
            throw new IllegalArgumentException("widest layer has " + widest + " channels; expected at least one");
        }
        if (time.isNegative()) {
            throw new IllegalArgumentException("time is " + time + "; expected none or more");
        }
    }

    /** The official network, or its lower resolutions. */
    GeneratorConfig generator() {
        List<Integer> channels = Stream.iterate(4, side -> side <= size, side -> 2 * side)
                .map(side -> Math.min(widest, FULL_WIDTH * 64 / side))
                .toList();
        return new GeneratorConfig(widest, 0, channels, new GeneratorConfig.Size(4, 4), true);
    }

    /** The first row of W+ that stays the same in all frames. */
    int firstStill() {
        return (int) Math.round(generator().styleLayers() * MOVING);
    }

    /** For the command line of a contestant. */
    List<String> words() {
        return List.of(String.valueOf(size), String.valueOf(widest), time.toString());
    }

    static DecoderPlan of(List<String> words) {
        return new DecoderPlan(
                Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)), Duration.parse(words.get(2)));
    }
}
