package farm.vidstyle.trainer.dataset;

import java.util.stream.DoubleStream;

/** All that there is to know about a frame as numbers: every axis of the pose in [-1, 1], then a one for every look that the person has. */
public final class Truth {

    private Truth() {}

    public static double[] of(HeadAppearance person, HeadPose pose) {
        DoubleStream axes = PoseAxis.ALL.stream().mapToDouble(axis -> axis.normalised(pose.at(axis)));
        DoubleStream looks = Attribute.ALL.stream()
                .flatMap(attribute -> attribute.looks().stream()
                        .map(look -> person.look(attribute).equals(look) ? 1.0 : 0.0))
                .mapToDouble(Double::doubleValue);
        return DoubleStream.concat(axes, looks).toArray();
    }

    /** How many numbers; the first are the pose's. */
    public static int size() {
        return PoseAxis.ALL.size()
                + Attribute.ALL.stream()
                        .mapToInt(attribute -> attribute.looks().size())
                        .sum();
    }
}
