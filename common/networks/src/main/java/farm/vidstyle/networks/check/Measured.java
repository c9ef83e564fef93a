package farm.vidstyle.networks.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/** Counts and ranges of an array's values. */
final class Measured {
    private Measured() {}

    static CheckReport.Output of(String network, NDArray array, double seconds) {
        DoubleSummaryStatistics finite = new DoubleSummaryStatistics();
        long nan = 0;
        double[] values;
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            values = wide.toDoubleArray();
        }
        for (double value : values) {
            if (Double.isNaN(value)) {
                nan++;
            } else if (!Double.isInfinite(value)) {
                finite.accept(value);
            }
        }
        boolean some = finite.getCount() > 0; // an empty range has infinite ends, which JSON cannot hold
        return new CheckReport.Output(
                network,
                Arrays.stream(array.getShape().getShape()).boxed().toList(),
                some ? finite.getMin() : 0,
                some ? finite.getMax() : 0,
                finite.getAverage(),
                new CheckReport.Unfit(nan, values.length - nan - finite.getCount()),
                seconds);
    }
}
