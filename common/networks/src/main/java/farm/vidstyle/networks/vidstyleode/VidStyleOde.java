package farm.vidstyle.networks.vidstyleode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import farm.vidstyle.networks.batch.PaddedBatches;
import farm.vidstyle.networks.dynamics.LatentOde;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.mapper.StyleMapper;
import farm.vidstyle.networks.modulation.CrossAttentionModulation;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.weights.CheckpointException;
import farm.vidstyle.networks.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of the paper without generator and CLIP. Results belong to the manager of each method's first array.
 *
 * <p>{@link #encodeMotion}, {@link #dynamics} and {@link #wPlus} are for the product: one clip, no gradients, and the same
 * numbers whatever part of the clip is asked for. {@link #initialState}, {@link #tokens} and {@link #codes} are the same
 * mathematics for batches of clips with common times, recording gradients if the thread does.
 */
public final class VidStyleOde {

    /** Enough to keep the cores busy, small enough to bound memory and the waste of padding. */
    private static final PaddedBatches FRAMES = new PaddedBatches(8);

    private final VidStyleOdeConfig config;
    private final ClipTimes clipTimes;
    private final VideoEncoder videoEncoder;
    private final LatentOde latentOde;
    private final CrossAttentionModulation modulation;
    private final StyleMapper mapper;

    /** {@code weights} of a whole checkpoint: below {@code bVAE_enc.}, {@code modulation_network.}, {@code style_mapper.}. */
    public VidStyleOde(Weights weights, VidStyleOdeConfig config) {
        this.config = config;
        clipTimes = new ClipTimes(config.videoLength());
        videoEncoder = new VideoEncoder(weights.scope("bVAE_enc."), config.dynamics());
        latentOde = new LatentOde(weights.scope("bVAE_enc."), config.dynamics());
        modulation = new CrossAttentionModulation(weights.scope("modulation_network."), config.modulation());
        mapper = new StyleMapper(weights.scope("style_mapper."), config.styleWidth(), config.mapper());
    }

    /** The scopes of a whole checkpoint's weights that this model uses, each complete in itself. */
    public static List<Weights> scopes(Weights weights) {
        return List.of(
                weights.scope("bVAE_enc."), weights.scope("modulation_network."), weights.scope("style_mapper."));
    }

    /** {@link Weights#verify} of all {@link #scopes}; what is wrong with several becomes one report. */
    public static void verify(Weights weights) {
        List<String> findings = new ArrayList<>();
        for (Weights scope : scopes(weights)) {
            try {
                scope.verify();
            } catch (CheckpointException e) {
                findings.add(e.getMessage());
            }
        }
        if (!findings.isEmpty()) {
            throw new CheckpointException(String.join("; ", findings));
        }
    }

    public VidStyleOdeConfig config() {
        return config;
    }

    public ClipTimes clipTimes() {
        return clipTimes;
    }

    /**
     * The motion of a clip; memory is bounded but for the frames themselves, see {@link #features}.
     *
     * @param frames [T, 3, H, W] in [0, 1]
     * @param frameNumbers of the frames, ascending; only their differences matter
     * @param observed false for a frame that is not to be looked at
     * @return [1, C, h, w] float64, the state at the first frame
     */
    public NDArray encodeMotion(NDArray frames, double[] frameNumbers, boolean[] observed) {
        try (NDManager scope = frames.getManager().newSubManager()) {
            scope.tempAttachAll(frames);
            return scope.ret(motionOf(features(frames), frameNumbers, observed));
        }
    }

    /** Features [T, C, h, w] of frames [T, 3, H, W]: each on its own, so that a long clip can be encoded piece by piece. */
    public NDArray features(NDArray frames) {
        return Gradients.off(() ->
                FRAMES.map(new NDList(frames), batch -> videoEncoder.features(videoEncoder.resize(batch.head()))));
    }

    /** As {@link #encodeMotion}, from the {@link #features} of all frames. */
    public NDArray motionOf(NDArray features, double[] frameNumbers, boolean[] observed) {
        if (frameNumbers.length == 0) {
            throw new IllegalArgumentException("a clip without frames has no motion; expected at least one frame");
        }
        float[] times = clipTimes.of(frameNumbers[0], frameNumbers);
        return Gradients.off(() -> {
            try (NDManager scope = features.getManager().newSubManager()) {
                scope.tempAttachAll(features);
                return scope.ret(videoEncoder.initialState(features.expandDims(0), times, observed));
            }
        });
    }

    /** Dynamics at frame numbers that count from the first encoded frame; any real numbers, in any order, also negative. */
    public NDArray dynamics(NDArray zd0, double[] frameNumbers) {
        return dynamics(zd0, 0, frameNumbers);
    }

    /**
     * Dynamics at frame numbers of which {@code origin} is the first encoded frame's.
     *
     * @param zd0 [1, C, h, w] float64
     * @return tokens [T, M, E]
     */
    public NDArray dynamics(NDArray zd0, double origin, double[] frameNumbers) {
        return Gradients.off(() -> {
            try (NDManager scope = zd0.getManager().newSubManager()) {
                scope.tempAttachAll(zd0);
                NDArray states = states(zd0, origin, frameNumbers);
                return scope.ret(FRAMES.map(new NDList(states), batch -> latentOde.tokens(batch.head())));
            }
        });
    }

    /** The state [1, C, h, w] float64 at a frame number that counts from that of {@code zd0}, to go on from there. */
    public NDArray stateAt(NDArray zd0, double frameNumber) {
        return Gradients.off(() -> states(zd0, 0, new double[] {frameNumber}));
    }

    private NDArray states(NDArray zd0, double origin, double[] frameNumbers) { // [T, C, h, w]
        if (zd0.getShape().get(0) != 1) {
            throw new IllegalArgumentException("initial state is " + zd0.getShape()
                    + "; expected one clip, since clips of a batch would share their step sizes");
        }
        try (NDManager scope = zd0.getManager().newSubManager()) {
            scope.tempAttachAll(zd0);
            return scope.ret(latentOde
                    .solve(zd0, clipTimes.widened(origin, frameNumbers))
                    .squeeze(1));
        }
    }

    /**
     * The codes of frames.
     *
     * @param contentWPlus [1, L, S]
     * @param style [1, E]
     * @param tokens [T, M, E]
     * @return [T, L, S]
     */
    public NDArray wPlus(NDArray contentWPlus, NDArray style, NDArray tokens) {
        return Gradients.off(() -> {
            try (NDManager scope = contentWPlus.getManager().newSubManager()) {
                scope.tempAttachAll(contentWPlus, style, tokens);
                long frames = tokens.getShape().get(0);
                NDList inputs = new NDList(contentWPlus.repeat(0, frames), style.repeat(0, frames), tokens);
                return scope.ret(FRAMES.map(inputs, b -> codes(b.get(0), b.get(1), b.get(2))));
            }
        });
    }

    /**
     * The motion of clips.
     *
     * @param framesBtchw [B, T, 3, H, W] in [0, 1]
     * @param times of the frames in the model's unit, see {@link #clipTimes}
     * @return [B, C, h, w] float64
     */
    public NDArray initialState(NDArray framesBtchw, float[] times, boolean[] observed) {
        Shape shape = framesBtchw.getShape();
        NDArray images = framesBtchw.reshape(new Shape(-1).addAll(shape.slice(2)));
        NDArray features = videoEncoder.features(videoEncoder.resize(images)); // [B*T, C, h, w]
        Shape split = shape.slice(0, 2).addAll(features.getShape().slice(1));
        return videoEncoder.initialState(features.reshape(split), times, observed);
    }

    /** Tokens [T*B, M, E], time slow, of clips with initial states [B, C, h, w] at common times. */
    public NDArray tokens(NDArray zd0, double[] times) {
        NDArray states = latentOde.solve(zd0, times); // [T, B, C, h, w]
        return latentOde.tokens(
                states.reshape(new Shape(-1).addAll(zd0.getShape().slice(1))));
    }

    /** Conditions of coarse, medium and fine layers, from styles [N, E] and tokens [N, M, E]. */
    public NDList conditions(NDArray styles, NDArray tokens) {
        return modulation.conditions(styles.expandDims(1), tokens);
    }

    /** The mapper's change [N, L, S] of the codes under conditions, before it is scaled. */
    public NDArray delta(NDArray wPlus, NDList conditions) {
        List<NDList> driving = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            boolean moved = !config.mapper().get(i).conditionWidths().isEmpty();
            driving.add(moved ? new NDList(conditions.get(i)) : new NDList());
        }
        return mapper.delta(wPlus, driving);
    }

    /** Codes [N, L, S] of frames from content codes [N, L, S], styles [N, E] and tokens [N, M, E]. */
    public NDArray codes(NDArray contentWPlus, NDArray styles, NDArray tokens) {
        NDArray delta = delta(contentWPlus, conditions(styles, tokens));
        return contentWPlus.add(Gradients.times(delta, config.deltaScale()));
    }
}
