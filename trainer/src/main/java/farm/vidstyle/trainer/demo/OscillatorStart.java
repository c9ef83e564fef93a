package farm.vidstyle.trainer.demo;

import farm.vidstyle.trainer.training.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where the filter stage starts: as a bank of oscillators and the observer that belongs to it. Each pose axis is the sum of a constant and of two
 * oscillations; the ODE turns each pair of channels at its frequency, and the GRU, running backwards over the frames, pulls the sum towards what it
 * sees (a Luenberger observer). A window holds a period or two, and such a sum can follow any smooth motion over one. How hard it pulls depends on how
 * long it has looked, as in a Kalman filter: two channels are clocks that the update gates read. From random numbers, training finds the mean pose and
 * stays there for a long time.
 */
final class OscillatorStart {

    private static final String CELL = MotionNetworks.ENCODER + "encoder_z0.cell_list.0.";
    private static final String TRANSFORM = MotionNetworks.ENCODER + "encoder_z0.transform_z0.";

    /** In radians a window: with a constant they span the motions of a head best. */
    private static final double[] FREQUENCIES = {6, 9.5};

    private static final double LINEAR = 0.15; // of a state in the tanh layers, where they are nearly linear
    private static final double ENCODER_SCALE = 0.25; // the GRU's state is so much smaller than the ODE's

    /** Times the frequency squared: Euler steps make oscillations grow. */
    private static final double[] DAMPING = {0.012, 0.019};

    /** What of an error goes to the constant and to both parts of each oscillation, were gates open by half. */
    private static final double[] GAINS = {0.1, 0.36, 1.5, 0.35, 0.18};

    /** Of the update gates, in the same order: biases, and what a seen frame and a whole window add to them. */
    private static final double[] GATES = {0, 0.28, 2.6, -0.5, -3.6};

    private static final double[] PER_FRAME = {-0.08, -0.075, -0.39, -0.8, 1.9};
    private static final double[] PER_WINDOW = {2, 1.4, -17, 3.4, 0};

    private static final double RESET = 4; // bias of gates that are open
    private static final double SHUT = -6;
    private static final double TICK = 0.02; // of the clock that counts frames
    private static final double PACE = 0.5; // of the clock that tells time, a window
    private static final double NOISE = 0.01; // so that no two channels stay the same

    private final Parameters parameters;
    private final int channels;
    private final List<Channel> bank = new ArrayList<>();
    private final int timeClock;
    private final int frameClock;
    private final Random random = new Random(5);

    /** A channel of the state: {@code part} 0 of an axis is constant, then come two of each oscillation. */
    private record Channel(int axis, int part) {

        double frequency() {
            return part == 0 ? 0 : FREQUENCIES[(part - 1) / 2];
        }

        boolean quadrature() {
            return part > 0 && part % 2 == 0;
        }
    }

    OscillatorStart(Parameters parameters, int channels) {
        this.parameters = parameters;
        this.channels = channels;
        for (int axis = 0; axis < MotionNetworks.AXES; axis++) {
            for (int part = 0; part <= 2 * FREQUENCIES.length; part++) {
                bank.add(new Channel(axis, part));
            }
        }
        timeClock = bank.size();
        frameClock = bank.size() + 1;
        if (frameClock >= channels) {
            throw new IllegalArgumentException(
                    "a bank of " + bank.size() + " oscillators and two clocks in a state of " + channels + " channels");
        }
    }

    /** Rewrites the parameters of a bare filter. */
    void apply() {
        turn(MotionNetworks.ENCODER + "diffeq_solver.ode_func.gradient_net.", LINEAR, false);
        String backwards = MotionNetworks.ENCODER + "z0_diffeq_solver.ode_func.gradient_net.";
        turn(backwards, LINEAR / ENCODER_SCALE, true);
        double[] pace = new double[channels];
        pace[timeClock] = -PACE;
        parameters.set(backwards + "6.bias", pace);
        observe();
        enlarge();
        double[] read = new double[DemoNetworks.EMBEDDING * channels];
        for (int c = 0; c < bank.size(); c++) {
            boolean shows = !bank.get(c).quadrature();
            read[bank.get(c).axis() * channels + c] = shows ? MotionNetworks.TOKEN_GAIN : noise(1);
        }
        parameters.set(MotionNetworks.ENCODER + "conv1x1.weight", read);
        parameters.set(MotionNetworks.ENCODER + "conv1x1.bias", new double[DemoNetworks.EMBEDDING]);
    }

    /** Three layers that keep the state small enough for tanh to be a line, and one that turns every pair. */
    private void turn(String net, double scale, boolean damped) {
        for (int layer = 0; layer < 4; layer++) {
            double[] weights = noise(channels * channels, layer == 0 ? scale : layer == 3 ? 2 : 1);
            for (int c = 0; c < bank.size(); c++) {
                Channel channel = bank.get(c);
                double frequency = channel.frequency();
                if (layer < 3) {
                    weights[c * channels + c] += layer == 0 ? scale : 1;
                } else if (frequency > 0) {
                    double damping = damped ? DAMPING[(channel.part() - 1) / 2] : 0;
                    weights[c * channels + c] += damping * frequency * frequency / scale;
                    int other = channel.quadrature() ? c - 1 : c + 1;
                    weights[c * channels + other] += (channel.quadrature() ? frequency : -frequency) / scale;
                }
            }
            if (layer == 3) { // nothing moves the clocks but time and frames
                Arrays.fill(weights, timeClock * channels, (frameClock + 1) * channels, 0);
            }
            parameters.set(net + 2 * layer + ".weight", weights);
            parameters.set(net + 2 * layer + ".bias", new double[channels]);
        }
    }

    /** With gates open by half, {@code h + (candidate - h) / 2}: the candidate is the state plus twice the correction. */
    private void observe() {
        double open = 1 / (1 + Math.exp(-RESET));
        double[] gates = noise(2 * channels * 2 * channels, 0.5);
        double[] gateBiases = new double[2 * channels];
        Arrays.fill(gateBiases, 0, channels, RESET);
        double[] candidate = noise(channels * 2 * channels, 0.5);
        double[] biases = new double[channels];
        for (int c = 0; c < channels; c++) {
            candidate[input(c, channels + c)] += 1 / open;
        }
        for (int c = 0; c < bank.size(); c++) {
            int axis = bank.get(c).axis();
            int part = bank.get(c).part();
            candidate[input(c, axis)] += 2 * GAINS[part] * ENCODER_SCALE;
            for (int other = 0; other < bank.size(); other++) {
                boolean shows =
                        bank.get(other).axis() == axis && !bank.get(other).quadrature();
                candidate[input(c, channels + other)] -= shows ? 2 * GAINS[part] / open : 0;
            }
            gateBiases[channels + c] = GATES[part];
            gates[input(channels + c, channels + frameClock)] += PER_FRAME[part] / TICK;
            gates[input(channels + c, channels + timeClock)] += PER_WINDOW[part] / PACE;
        }
        gateBiases[channels + timeClock] = SHUT;
        for (int clock : new int[] {timeClock, frameClock}) {
            Arrays.fill(candidate, input(clock, 0), input(clock + 1, 0), 0);
            candidate[input(clock, channels + clock)] = 1 / open;
            Arrays.fill(gates, input(channels + clock, 0), input(channels + clock + 1, 0), 0);
        }
        biases[frameClock] = 2 * TICK;
        parameters.set(CELL + "conv_gates.weight", gates);
        parameters.set(CELL + "conv_gates.bias", gateBiases);
        parameters.set(CELL + "conv_can.weight", candidate);
        parameters.set(CELL + "conv_can.bias", biases);
    }

    private int input(int output, int input) {
        return output * 2 * channels + input;
    }

    /** The GRU's state to that of the ODE: times a constant through a ReLU, lifted above zero before it and put down again after it. */
    private void enlarge() {
        double[] lift = new double[channels];
        Arrays.fill(lift, 1);
        double[] first = noise(channels * channels, 1);
        double[] second = new double[2 * channels * channels];
        double[] lower = new double[2 * channels];
        for (int c = 0; c < channels; c++) {
            first[c * channels + c] += 1;
            if (c < bank.size()) {
                second[c * channels + c] = 1 / ENCODER_SCALE;
                lower[c] = -1 / ENCODER_SCALE;
            }
        }
        parameters.set(TRANSFORM + "0.weight", first);
        parameters.set(TRANSFORM + "0.bias", lift);
        parameters.set(TRANSFORM + "2.weight", second);
        parameters.set(TRANSFORM + "2.bias", lower);
    }

    private double noise(double scale) {
        return NOISE * scale * random.nextGaussian();
    }

    private double[] noise(int count, double scale) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> noise(scale));
        return values;
    }
}
