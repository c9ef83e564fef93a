package farm.vidstyle.bench;

import ai.djl.ndarray.NDArray;
import farm.vidstyle.networks.stylegan.ClipDecoder;
import farm.vidstyle.networks.stylegan.Generator;
import farm.vidstyle.networks.stylegan.Precision;

/** What the render worker paints with. */
record ProductDecoder(ClipDecoder decoder) implements Decoder {
    static ProductDecoder of(DecoderPlan plan, NDArray still, Precision precision) {
        Generator generator = new Generator(plan.generator(), SyntheticWeights.in(still.getManager()));
        return new ProductDecoder(new ClipDecoder(generator, still, plan.firstStill(), precision));
    }

    @Override
    public NDArray decode(NDArray wPlus) {
        return decoder.decode(wPlus);
    }

    @Override
    public int atOnce() {
        return decoder.atOnce();
    }
}
