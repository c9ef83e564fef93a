package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.bundle.BundleManifest;
import farm.vidstyle.networks.bundle.FrameSize;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.evaluation.judge.LookJudge;
import farm.vidstyle.trainer.evaluation.judge.PoseFitter;
import java.util.function.IntConsumer;

/** Measures a bundle through the calls that the farm makes, on clips whose every frame can be drawn. */
public final class Yardstick {

    /** Enough for a share of them to be known within a few percent. */
    public static final int USUAL_CLIPS = 64;

    private static final int SMALLEST = 32; // pixels: below, mouths cannot be seen

    private final ModelBundle bundle;
    private final Evaluation.Setting setting;

    /** @throws IllegalArgumentException if drawn heads do not fit the model's frames */
    public Yardstick(ModelBundle bundle, int clips, int seed) {
        FrameSize frames = bundle.manifest().frameSize();
        BundleManifest manifest = bundle.manifest();
        if (clips < 1 || seed < 0) {
            throw new IllegalArgumentException(
                    "clips is " + clips + ", seed " + seed + "; expected at least 1 clip and a seed of at least 0");
        }
        if (!frames.equals(bundle.imageSize()) || frames.height() != frames.width() || frames.height() < SMALLEST) {
            throw new IllegalArgumentException(
                    "bundle " + manifest.name() + " " + manifest.version() + " takes frames of "
                            + frames + " and paints " + bundle.imageSize()
                            + "; the yardstick draws heads in square frames of one"
                            + " size, at least " + SMALLEST + " pixels a side");
        }
        this.bundle = bundle;
        setting = new Evaluation.Setting(clips, seed, frames.height());
    }

    /** Examines all clips; {@code progress} hears how many are done. */
    public Evaluation run(IntConsumer progress) {
        Product product = new Product(bundle, new HeadRenderer(setting.frameSize()));
        ExamRoom room = new ExamRoom(
                product, new PoseFitter(setting.frameSize()), new LookJudge(setting.frameSize()), new Ledger());
        for (int clip = 0; clip < setting.clips(); clip++) {
            try (NDManager request = bundle.newManager()) {
                Take take = Take.of(HeldOutClip.number(setting.seed(), clip), product, request);
                new MotionExam(room).examine(take);
                new EditExam(room).examine(take);
                new TimeExam(room).examine(take);
                new LocalExam(room).examine(take);
            }
            progress.accept(clip + 1);
        }
        BundleManifest manifest = bundle.manifest();
        Findings findings = new Findings(room.ledger(), setting.frameSize());
        return new Evaluation(
                manifest.name() + " " + manifest.version(),
                bundle.digest(),
                setting,
                findings.figures(),
                findings.targets());
    }
}
