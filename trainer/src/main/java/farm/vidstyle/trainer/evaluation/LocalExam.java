package farm.vidstyle.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Two drivers at once: the second moves the lower half of the frame, the first the rest. */
final class LocalExam {

    private final ExamRoom room;
    private final Product product;

    LocalExam(ExamRoom room) {
        this.room = room;
        product = room.product();
    }

    void examine(Take take) {
        HeldOutClip clip = take.clip();
        double[] times = take.times();
        NDArray second = product.motion(take.request(), clip.other(), clip.otherMotion());
        List<float[]> made = product.paint(product.codes(take.content(), joined(take.zd0(), second), times));
        List<float[]> alone = product.paint(product.codes(take.content(), second, times));
        List<float[]> firstTruth = take.source();
        List<float[]> secondTruth = product.film(clip.person(), clip.otherMotion(), times);
        room.ledger().add("local inside second", Measures.movementCorrelation(made, secondTruth, true));
        room.ledger().add("local inside first", Measures.movementCorrelation(made, firstTruth, true));
        room.ledger().add("local outside first", Measures.movementCorrelation(made, firstTruth, false));
        room.ledger().add("local outside second", Measures.movementCorrelation(made, secondTruth, false));
        room.ledger().add("local alone", Measures.movementCorrelation(alone, secondTruth, true));
    }

    /** The first driver's state above, the second's in the lower half of the cells: [1, C, h, w]. */
    static NDArray joined(NDArray first, NDArray second) {
        long half = first.getShape().get(2) / 2;
        return first.get(":, :, :" + half).concat(second.get(":, :, " + half + ":"), 2);
    }
}
