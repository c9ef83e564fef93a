package farm.vidstyle.trainer.training;

/** Random numbers that belong to a place in a run, so that a run that goes on from there draws the same ones. */
public final class Seed {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seed() {}

    /** A seed for the n-th of something that a run with a seed of its own draws for a purpose. */
    public static long of(long run, String purpose, long n) {
        return mixed(mixed(run + GOLDEN * purpose.hashCode()) + GOLDEN * n);
    }

    /** Spreads neighbours apart (the finaliser of MurmurHash3). */
    private static long mixed(long value) {
        long x = value;
        x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return x ^ (x >>> 33);
    }
}
