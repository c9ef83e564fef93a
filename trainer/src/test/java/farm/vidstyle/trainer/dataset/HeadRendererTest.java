package farm.vidstyle.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeadRendererTest {

    private static final int SIZE = 64;

    private final HeadRenderer renderer = new HeadRenderer(SIZE);
    private final HeadAppearance person = HeadAppearance.draw(new SplittableRandom(3));

    @Test
    void sameArgumentsGiveTheSameFloats() {
        HeadPose pose = HeadPose.draw(new SplittableRandom(4));

        float[] first = renderer.render(person, pose);
        float[] second = new HeadRenderer(SIZE).render(HeadAppearance.draw(new SplittableRandom(3)), pose);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void picturesStayInTheirRange() {
        for (float value : renderer.render(person, HeadPose.resting())) {
            assertThat(value).isBetween(-1f, 1f);
        }
    }

    @Test
    void aShirtChangesOnlyTheLowerPartOfThePicture() {
        Attribute.Look other = other(Attribute.SHIRT);

        int[] rows = changedRows(person, person.with(Attribute.SHIRT, other));

        assertThat(rows[0]).isGreaterThan(SIZE / 2);
    }

    @Test
    void glassesChangeOnlyTheRegionOfTheEyes() {
        HeadAppearance without =
                person.with(Attribute.GLASSES, Attribute.GLASSES.looks().get(0));
        HeadAppearance with =
                person.with(Attribute.GLASSES, Attribute.GLASSES.looks().get(1));

        int[] rows = changedRows(without, with);

        assertThat(rows[0]).isGreaterThan(SIZE / 5);
        assertThat(rows[1]).isLessThan(2 * SIZE / 3);
    }

    @Test
    void aBeardChangesOnlyTheLowerHalfOfTheFace() {
        HeadAppearance without =
                person.with(Attribute.BEARD, Attribute.BEARD.looks().get(0));
        HeadAppearance with =
                person.with(Attribute.BEARD, Attribute.BEARD.looks().get(1));

        int[] rows = changedRows(without, with);

        assertThat(rows[0]).isGreaterThan(SIZE / 2 - 4);
        assertThat(rows[1]).isLessThan(4 * SIZE / 5);
    }

    @Test
    void browsMoveAboveTheEyesOnly() {
        HeadPose raised = HeadPose.resting().with(PoseAxis.BROWS, 1);

        int[] rows = changedRows(renderer.render(person, HeadPose.resting()), renderer.render(person, raised));

        assertThat(rows[1]).isLessThan(SIZE / 2 - 4); // the eyes are just above the middle
    }

    @Test
    void aNodMovesTheFaceAndLeavesTheShirt() {
        HeadPose nodding = HeadPose.resting().with(PoseAxis.PITCH, 1);

        int[] rows = changedRows(renderer.render(person, HeadPose.resting()), renderer.render(person, nodding));

        assertThat(rows[0]).isLessThan(SIZE / 2);
        assertThat(rows[1]).isLessThan(4 * SIZE / 5);
    }

    @Test
    void everyMovementOfEveryAxisIsVisible() {
        for (PoseAxis axis : PoseAxis.values()) {
            float[] low = renderer.render(person, HeadPose.resting().with(axis, axis.low));
            float[] high = renderer.render(person, HeadPose.resting().with(axis, axis.high));

            assertThat(high).as(axis.name()).isNotEqualTo(low);
        }
    }

    @Test
    void everyLookOfEveryAttributeIsVisible() {
        for (Attribute attribute : Attribute.values()) {
            float[] first =
                    renderer.render(person.with(attribute, attribute.looks().get(0)), HeadPose.resting());
            float[] second =
                    renderer.render(person.with(attribute, attribute.looks().get(1)), HeadPose.resting());

            assertThat(second).as(attribute.name()).isNotEqualTo(first);
        }
    }

    @Test
    void motionIsSmooth() {
        Motion motion = Motion.draw(new SplittableRandom(5));

        for (double time = 0; time < 100; time++) {
            for (PoseAxis axis : PoseAxis.values()) {
                double step = axis.normalised(motion.at(time + 1).at(axis))
                        - axis.normalised(motion.at(time).at(axis));
                assertThat(Math.abs(step)).as(axis + " at " + time).isLessThan(0.2);
            }
        }
    }

    @Test
    void framesTooSmallForAFaceAreRefused() {
        assertThatThrownBy(() -> new HeadRenderer(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame size is 8");
    }

    private Attribute.Look other(Attribute attribute) {
        return attribute.looks().stream()
                .filter(look -> !look.equals(person.look(attribute)))
                .findFirst()
                .orElseThrow();
    }

    /** The first and the last row in which two people in the resting pose differ. */
    private int[] changedRows(HeadAppearance before, HeadAppearance after) {
        return changedRows(renderer.render(before, HeadPose.resting()), renderer.render(after, HeadPose.resting()));
    }

    private static int[] changedRows(float[] first, float[] second) {
        int top = SIZE;
        int bottom = -1;
        for (int i = 0; i < first.length; i++) {
            if (first[i] != second[i]) {
                int row = i / SIZE % SIZE;
                top = Math.min(top, row);
                bottom = Math.max(bottom, row);
            }
        }
        return new int[] {top, bottom};
    }
}
