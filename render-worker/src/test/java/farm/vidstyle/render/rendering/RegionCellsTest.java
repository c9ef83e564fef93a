package farm.vidstyle.render.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.farm.edit.Region;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionCellsTest {
    @Test
    void theWholeFrameHasEveryCell() {
        assertThat(RegionCells.mask(Region.FULL, 2, 3)).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void theLowerHalfHasTheLowerRows() {
        assertThat(RegionCells.mask(new Region(0, 0.5, 1, 0.5), 4, 2)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void aCellBelongsToTheRegionThatHasItsCentre() {
        assertThat(RegionCells.mask(new Region(0, 0, 0.4, 1), 1, 3)).containsExactly(1, 0, 0);
        assertThat(RegionCells.mask(new Region(0, 0, 0.6, 1), 1, 3)).containsExactly(1, 1, 0);
    }

    @Test
    void aRegionSmallerThanACellHasTheCellItLiesIn() {
        assertThat(RegionCells.mask(new Region(0.97, 0.97, 0.03, 0.03), 2, 2)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void regionsThatTileTheFrameTileTheCells() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            double cut = 0.1 + 0.8 * random.nextDouble();
            double[] left = RegionCells.mask(new Region(0, 0, cut, 1), 8, 6);
            double[] right = RegionCells.mask(new Region(cut, 0, 1 - cut, 1), 8, 6);
            for (int cell = 0; cell < left.length; cell++) {
                assertThat(left[cell] + right[cell]).isEqualTo(1);
            }
        }
    }
}
