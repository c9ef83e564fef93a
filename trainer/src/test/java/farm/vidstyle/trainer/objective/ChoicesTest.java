package farm.vidstyle.trainer.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.trainer.objective.Sampling.Hiding;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    @Test
    void theFirstFrameIsAlwaysPainted() {
        for (long seed = 0; seed < 50; seed++) {
            Choices choices = Choices.draw(new Sampling(3, Hiding.STATIC, 0), 8, seed);

            assertThat(choices.frames()).startsWith(0).hasSize(3).isSorted().doesNotHaveDuplicates();
            assertThat(choices.directional()).containsExactly(0, 1, 2);
            assertThat(choices.observed()).containsOnly(true);
        }
    }

    @Test
    void aStepDrawsTheSameWheneverItIsMade() {
        Sampling sampling = new Sampling(4, Hiding.INTERPOLATE, 3);

        assertThat(Choices.draw(sampling, 9, 11))
                .usingRecursiveComparison()
                .isEqualTo(Choices.draw(sampling, 9, 11))
                .isNotEqualTo(Choices.draw(sampling, 9, 12));
    }

    @Test
    void hiddenFramesLieBetweenOrBehindTheSeenOnes() {
        for (long seed = 0; seed < 20; seed++) {
            boolean[] between = Choices.draw(new Sampling(2, Hiding.INTERPOLATE, 2), 5, seed)
                    .observed();
            assertThat(between[0] && between[4]).isTrue();
            assertThat(seen(between)).isEqualTo(3);
        }
        assertThat(Choices.draw(new Sampling(2, Hiding.EXTRAPOLATE, 2), 5, 1).observed())
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void weightsFollowTheSchedule() {
        Lambda lambda = new Lambda(5000, 0.01, 2, 100_000);

        assertThat(lambda.at(4999)).isZero();
        assertThat(lambda.at(60_000)).isEqualTo(1.1621052631578948, within(1e-12));
        assertThat(lambda.at(1_000_000)).isEqualTo(2);
        assertThat(Lambda.constant(10).at(0)).isEqualTo(10);
    }

    private static int seen(boolean... observed) {
        int count = 0;
        for (boolean each : observed) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
