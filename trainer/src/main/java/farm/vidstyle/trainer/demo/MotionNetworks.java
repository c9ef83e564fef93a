package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import farm.vidstyle.networks.dynamics.LatentOde;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.demo.OscillatorStart.TokenComponents;
import farm.vidstyle.trainer.training.InitialValues;
import java.util.Random;

/**
 * VidStyleODE with what only training needs: tokens read straight off a frame's features, which stand in for the ODE's tokens until the rest
 * works, and the pose read off the conditions. Without these, style tokens that look at 64 dynamics tokens learn nothing for a long time: the
 * way from a frame to its code leads through attention that starts out blind to places.
 */
final class MotionNetworks {

    static final String TRAINING_ONLY = "training.";

    final VidStyleOde model;
    final VideoEncoder videoEncoder;
    final LatentOde latentOde;
    private final DemoNetworks networks;
    private final NDArray tokenReaders;
    private final NDArray tokenWriters;
    private final NDArray tokensBias;
    private final NDArray poses;
    private final NDArray posesBias;

    MotionNetworks(Weights weights, DemoNetworks networks) {
        this.networks = networks;
        model = new VidStyleOde(weights, networks.vidStyleOde());
        videoEncoder = new VideoEncoder(weights.scope("bVAE_enc."), networks.dynamics());
        latentOde = new LatentOde(weights.scope("bVAE_enc."), networks.dynamics());
        int axes = PoseAxis.values().length;
        Weights extra = weights.scope(TRAINING_ONLY);
        tokenReaders = extra.get("tokens.read", OscillatorStart.COMPONENTS, networks.stateChannels());
        tokenWriters = extra.get("tokens.write", DemoNetworks.EMBEDDING, OscillatorStart.COMPONENTS);
        tokensBias = extra.get("tokens.bias", DemoNetworks.EMBEDDING);
        poses = extra.get("pose.weight", axes, 2L * DemoNetworks.EMBEDDING);
        posesBias = extra.get("pose.bias", axes);
    }

    /** For what is needed only for a while. */
    NDManager newScope() {
        return tokensBias.getManager().newSubManager();
    }

    /** What tokens that were read off frames are made of; {@code samples} are tokens. */
    TokenComponents components(double[][] samples) {
        double[] matrix = OscillatorStart.values(Gradients.off(() -> tokenWriters.matMul(tokenReaders)));
        return TokenComponents.of(samples, matrix, OscillatorStart.values(tokensBias));
    }

    /** Frames [N, 3, H, W] in [-1, 1] to features [N, C, h, w]. */
    NDArray features(NDArray frames) {
        return videoEncoder.features(videoEncoder.resize(frames.add(1).div(2)));
    }

    /**
     * Features [N, C, h, w] to tokens [N, M, E], each frame on its own. They have few components, so that the ODE's state, which has to carry
     * several oscillations of each, holds all that the tokens tell.
     */
    NDArray tokensOfFrames(NDArray features) {
        Shape shape = features.getShape();
        NDArray places = features.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1); // [N, M, C]
        NDArray components = Linear.linear(places, tokenReaders).singletonOrThrow();
        return Linear.linear(components, tokenWriters, tokensBias).singletonOrThrow();
    }

    /** Features [B, T, C, h, w] at times to tokens [T', B, M, E] at other times, through the ODE. */
    NDArray tokensOfClips(NDArray features, float[] times, double[] wanted) {
        boolean[] observed = new boolean[times.length];
        java.util.Arrays.fill(observed, true);
        NDArray zd0 = videoEncoder.initialState(features, times, observed);
        Shape state = zd0.getShape().slice(1);
        NDArray states = latentOde.solve(zd0, wanted).reshape(new Shape(-1).addAll(state));
        NDArray tokens = latentOde.tokens(states);
        return tokens.reshape(
                wanted.length, -1, tokens.getShape().get(1), tokens.getShape().get(2));
    }

    /** The pose that the coarse and medium conditions tell, [N, axes] in [-1, 1]. */
    NDArray poses(NDList conditions) {
        NDArray both = conditions.get(0).concat(conditions.get(1), 1);
        return Linear.linear(both, poses, posesBias).singletonOrThrow();
    }

    /** Codes [N, L, S] of contents moved under conditions. */
    NDArray codes(NDArray contents, NDList conditions) {
        NDArray delta = model.delta(contents, conditions);
        return contents.add(Gradients.times(delta, networks.vidStyleOde().deltaScale()));
    }

    /** Larger than the reference's, which are made for a tiny learning rate and a hundred thousand steps. */
    static double[] initialValues(String name, Shape shape, Random random) {
        if (name.endsWith("Blur.kernel")) {
            return InitialValues.constant(shape, 1);
        } else if (name.contains("swapae_encoder")) {
            return name.endsWith("bias")
                    ? InitialValues.constant(shape, 0)
                    : InitialValues.normal(shape, 1, random); // equalised
        } else if (name.contains("bVAE_enc") || name.startsWith(TRAINING_ONLY)) {
            return dynamicsValues(name, shape, random);
        } else if (name.endsWith("dyn_pos_emb")) {
            return SmoothPositions.grid(shape, 1.6, random);
        } else if (name.endsWith("content_pos_emd")) {
            return InitialValues.normal(shape, 0.5, random);
        } else if (name.matches(".*(ln1|ln2|ln_f\\.\\d|_function\\.1)\\.weight")) {
            return InitialValues.constant(shape, 1);
        } else if (name.matches(".*list\\.1\\.gamma_function\\.3\\.bias")) {
            return InitialValues.constant(shape, -0.8); // the last module starts from its shifts, not from noise
        }
        return InitialValues.scaled(shape, attentionGain(name), random);
    }

    private static double[] dynamicsValues(String name, Shape shape, Random random) {
        if (name.endsWith("gradient_net.6.weight")) {
            return InitialValues.scaled(shape, name.contains("z0_diffeq") ? 0.3 : 0.6, random);
        } else if (name.contains("cell_list") && name.endsWith("weight")) {
            return withStrongerInputs(InitialValues.scaled(shape, 1.2, random), shape);
        } else if (name.equals(TRAINING_ONLY + "tokens.read")) {
            return InitialValues.scaled(shape, 7.5, random); // of unit vectors of features
        } else if (name.startsWith(TRAINING_ONLY)) {
            return InitialValues.scaled(shape, 1, random);
        }
        return InitialValues.scaled(shape, name.contains("transform_z0") ? 1.2 : 1.5, random);
    }

    /** The features that a GRU cell gets are unit vectors: a fifth or so of its state in each channel. */
    private static double[] withStrongerInputs(double[] values, Shape shape) {
        int inputs = (int) (shape.size() / shape.get(0));
        for (int i = 0; i < values.length; i++) {
            values[i] *= i % inputs < inputs / 2 ? 5 : 1;
        }
        return values;
    }

    private static double attentionGain(String name) {
        if (name.matches(".*attn\\.(query|key)\\.weight")) {
            return 1.6;
        } else if (name.matches(".*(proj|mlp\\.2)\\.weight")) {
            return 0.6;
        } else if (name.contains("_function.3.")) {
            return 0.4;
        }
        return name.contains("_function.0.") ? 1.4 : 1;
    }
}
