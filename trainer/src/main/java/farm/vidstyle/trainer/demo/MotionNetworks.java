package farm.vidstyle.trainer.demo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import farm.vidstyle.networks.dynamics.LatentOde;
import farm.vidstyle.networks.dynamics.VideoEncoder;
import farm.vidstyle.networks.torchscript.Gradients;
import farm.vidstyle.networks.torchscript.TorchScript;
import farm.vidstyle.networks.vidstyleode.VidStyleOde;
import farm.vidstyle.networks.weights.Weights;
import farm.vidstyle.trainer.dataset.PoseAxis;
import farm.vidstyle.trainer.training.InitialValues;
import farm.vidstyle.trainer.training.Parameters;
import java.util.Arrays;
import java.util.Random;

/**
 * VidStyleODE with what only training needs. What the dynamics tokens shall tell is decided beforehand: each place tells the pose axes as far as
 * they show there, in the first few of the token's dimensions. So modulation and mapper can learn from true poses, the frame encoder to read them
 * off frames, and the ODE to carry them, each on its own. Without that, style tokens that look at dynamics tokens learn nothing for a long time:
 * the way from a frame to its code leads through attention that starts out blind to places.
 */
final class MotionNetworks {

    private static final TorchScript SCRIPT = TorchScript.load(MotionNetworks.class, "motion.torchscript");

    static final String ENCODER = "bVAE_enc."; // of motion, with its ODE
    static final String TRAINING_ONLY = "training.";
    static final int AXES = PoseAxis.ALL.size();

    /** So that tokens count beside the embeddings of their places. */
    static final double TOKEN_GAIN = 3;

    final VidStyleOde model;
    final VideoEncoder videoEncoder;
    final LatentOde latentOde;
    private final DemoNetworks networks;
    private final NDArray visibility;
    private final NDArray axisWeights;
    private final NDArray axesReaders;
    private final NDArray axesBias;
    private final NDArray poses;
    private final NDArray posesBias;

    MotionNetworks(Weights weights, DemoNetworks networks) {
        this.networks = networks;
        model = new VidStyleOde(weights, networks.vidStyleOde());
        videoEncoder = new VideoEncoder(weights.scope(ENCODER), networks.dynamics());
        latentOde = new LatentOde(weights.scope(ENCODER), networks.dynamics());
        Weights extra = weights.scope(TRAINING_ONLY);
        axesReaders = extra.get("axes.weight", AXES, networks.stateChannels(), 3, 3);
        axesBias = extra.get("axes.bias", AXES);
        poses = extra.get("pose.weight", AXES, 2L * DemoNetworks.EMBEDDING);
        posesBias = extra.get("pose.bias", AXES);
        Visibility measured =
                Visibility.measure(networks.resolution(), networks.dynamics().stateHeight());
        visibility = measured.places(posesBias.getManager());
        axisWeights = measured.weights(posesBias.getManager());
    }

    /** For what is needed only for a while. */
    NDManager newScope() {
        return posesBias.getManager().newSubManager();
    }

    /** Frames [N, 3, H, W] in [-1, 1] to features [N, C, h, w]. */
    NDArray features(NDArray frames) {
        return videoEncoder.features(videoEncoder.resize(frames.add(1).div(2)));
    }

    /** What of poses [N, axes] in [-1, 1] shows where: [N, M, axes]. */
    NDArray shown(NDArray poses) {
        return poses.expandDims(1).mul(visibility);
    }

    /** The mean square of what is told of poses, [.., axes], less what was wanted; axes count as {@link Visibility#weights} says. */
    NDArray error(NDArray told, NDArray wanted) {
        return told.sub(wanted).square().mul(axisWeights).mean();
    }

    /** Features [N, C, h, w] to what each place tells of the pose when it looks at its neighbours too, [N, M, axes]. */
    NDArray readOff(NDArray features) {
        return SCRIPT.call("read_off", features, axesReaders, axesBias);
    }

    /** What is told of the pose, [N, M, axes], as tokens [N, M, E]. */
    static NDArray tokens(NDArray told) {
        Shape rest = new Shape(told.getShape().get(0), told.getShape().get(1), DemoNetworks.EMBEDDING - AXES);
        return Gradients.times(told, TOKEN_GAIN).concat(told.getManager().zeros(rest), 2);
    }

    /** What tokens [.., E] tell of the pose, [.., axes]. */
    static NDArray told(NDArray tokens) {
        return Gradients.times(tokens.get("..., :" + AXES), 1 / TOKEN_GAIN);
    }

    /** How axes are read off the features of a place and its neighbours: [axes][C * 3 * 3]. */
    double[][] readers() {
        double[] flat = Parameters.valuesOf(axesReaders);
        int inputs = flat.length / AXES;
        double[][] rows = new double[AXES][];
        Arrays.setAll(rows, axis -> Arrays.copyOfRange(flat, axis * inputs, (axis + 1) * inputs));
        return rows;
    }

    /** What is added to what {@link #readers} read. */
    double[] offsets() {
        return Parameters.valuesOf(axesBias);
    }

    /** States [B, C, h, w] at time 0 to tokens [T', B, M, E] at other times, through the ODE. */
    NDArray tokens(NDArray zd0, double[] wanted) {
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
        } else if (name.startsWith(ENCODER) || name.startsWith(TRAINING_ONLY)) {
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
        } else if (name.equals(TRAINING_ONLY + "axes.weight")) {
            return InitialValues.scaled(shape, 3, random); // of unit vectors of features
        } else if (name.startsWith(TRAINING_ONLY)) {
            return InitialValues.scaled(shape, 1, random);
        }
        return InitialValues.scaled(shape, name.contains("transform_z0") ? 1.2 : 1.5, random);
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
