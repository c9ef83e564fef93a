package farm.vidstyle.trainer.frames;

import farm.vidstyle.trainer.training.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Which videos and frames the n-th batch of a run has, for any n and at once. Every epoch sees the videos in another order; those that fill no
 * batch at its end wait for the next one.
 */
public final class BatchPlan {

    private final List<TrainingVideo> videos;
    private final FrameRule rule;
    private final int size;
    private final long seed;

    public BatchPlan(List<TrainingVideo> videos, DataSettings settings, long seed) {
        this.videos = List.copyOf(videos);
        this.rule = settings.rule();
        this.size = settings.batch();
        this.seed = seed;
    }

    /** Batches of an epoch. */
    public int perEpoch() {
        return videos.size() / size;
    }

    public Batch batch(long n) {
        List<TrainingVideo> order = shuffled(Seed.of(seed, "epoch", n / perEpoch()));
        int first = (int) (n % perEpoch()) * size;
        List<TrainingVideo> chosen = order.subList(first, first + size);
        TreeSet<Integer> common = new TreeSet<>(chosen.get(0).frames().keySet());
        chosen.forEach(video -> common.retainAll(video.frames().keySet()));
        SplittableRandom random = new SplittableRandom(Seed.of(seed, "frames", n));
        int count = Math.min(rule.count(), common.size());
        List<Integer> all = List.copyOf(common);
        return new Batch(chosen, rule.irregular() ? scattered(random, all, count) : run(random, all, count));
    }

    private List<TrainingVideo> shuffled(long epochSeed) {
        SplittableRandom random = new SplittableRandom(epochSeed);
        List<TrainingVideo> order = new ArrayList<>(videos);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            TrainingVideo kept = order.set(i, order.get(other));
            order.set(other, kept);
        }
        return order;
    }

    /** The first frame and any others. */
    private static List<Integer> scattered(SplittableRandom random, List<Integer> all, int count) {
        List<Integer> rest = new ArrayList<>(all.subList(1, all.size()));
        TreeSet<Integer> chosen = new TreeSet<>(List.of(all.get(0)));
        while (chosen.size() < count) {
            chosen.add(rest.remove(random.nextInt(rest.size())));
        }
        return List.copyOf(chosen);
    }

    /** Neighbours from anywhere. */
    private static List<Integer> run(SplittableRandom random, List<Integer> all, int count) {
        int first = random.nextInt(all.size() - count + 1);
        return all.subList(first, first + count);
    }
}
