package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.networks.stylegan.Precision;

/** Who takes part. */
enum Entrant {
    PEAK {
        @Override
        Contestant open(DecoderPlan plan, NDManager manager) {
            return new ConvolutionPeak(plan, manager);
        }
    },
    PRODUCT {
        @Override
        Contestant open(DecoderPlan plan, NDManager manager) {
            return product(plan, manager, Precision.FLOAT32);
        }
    },
    REFERENCE {
        @Override
        Contestant open(DecoderPlan plan, NDManager manager) {
            return DecoderContestant.of(
                    plan,
                    new ReferenceDecoder(plan.generator(), SyntheticWeights.in(manager)),
                    DecoderContestant.still(plan, manager));
        }
    },
    PRODUCT_BFLOAT16 {
        @Override
        Contestant open(DecoderPlan plan, NDManager manager) {
            return product(plan, manager, Precision.BFLOAT16);
        }
    };

    abstract Contestant open(DecoderPlan plan, NDManager manager);

    private static Contestant product(DecoderPlan plan, NDManager manager, Precision precision) {
        NDArray still = DecoderContestant.still(plan, manager);
        return DecoderContestant.of(plan, ProductDecoder.of(plan, still, precision), still);
    }
}
