package farm.vidstyle.trainer.objective;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a step leaves to chance, drawn from a seed that belongs to the step: a resumed run draws the same.
 *
 * @param frames of the clips, ascending, the first among them: those painted
 * @param directional places in {@code frames} that the directional loss compares
 * @param reconstructed places whose consistency is looked at in the reconstruction
 * @param edited the same for the edit
 * @param observed which of the clip's frames the encoder sees
 */
@SuppressWarnings("ArrayRecordComponent") // indices for tensors, drawn once and only read
public record Choices(int[] frames, int[] directional, int[] reconstructed, int[] edited, boolean[] observed) {

    /** Frames that the losses of CLIP compare. */
    private static final int COMPARED = 3;

    /** For clips of {@code length} frames. */
    public static Choices draw(Sampling sampling, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int painted = Math.min(length, sampling.backPropagated());
        int[] frames = IntStream.concat(
                        IntStream.of(0),
                        Arrays.stream(some(random, length - 1, painted - 1)).map(frame -> frame + 1))
                .toArray();
        int compared = Math.min(painted, COMPARED);
        return new Choices(
                frames,
                some(random, painted, compared),
                some(random, painted, compared),
                some(random, painted, compared),
                observed(random, sampling, length));
    }

    /** Different numbers below {@code bound}, ascending. */
    private static int[] some(SplittableRandom random, int bound, int count) {
        int[] numbers = IntStream.range(0, bound).toArray();
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, bound);
            int kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
        return Arrays.stream(numbers, 0, count).sorted().toArray();
    }

    private static boolean[] observed(SplittableRandom random, Sampling sampling, int length) {
        boolean[] observed = new boolean[length];
        Arrays.fill(observed, true);
        switch (sampling.hiding()) {
            case INTERPOLATE -> {
                int hidden = Math.min(sampling.hidden(), Math.max(0, length - 2));
                for (int frame : some(random, Math.max(0, length - 2), hidden)) {
                    observed[frame + 1] = false;
                }
            }
            case EXTRAPOLATE -> Arrays.fill(observed, Math.max(1, length - sampling.hidden()), length, false);
            case STATIC -> {} // all are seen
        }
        return observed;
    }
}
