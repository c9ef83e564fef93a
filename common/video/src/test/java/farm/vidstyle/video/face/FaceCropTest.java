package farm.vidstyle.video.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.align.Affine;
import farm.vidstyle.video.frame.PictureSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceCropTest {
    /** Eyes 40 apart at height 50, mouth 40 below: worked out by hand below. */
    private static final List<Point> UPRIGHT =
            List.of(new Point(40, 50), new Point(80, 50), new Point(60, 70), new Point(45, 90), new Point(75, 90));

    @Test
    void anUprightFaceHasTheSquareWorkedOutByHand() {
        FaceCrop crop = FaceCrop.of(Landmarks.of(UPRIGHT)).orElseThrow();

        // half side: max(40·2, 40·1.8) = 80; centre: a tenth of the way from (60, 50) to (60, 90)
        assertThat(crop).isEqualTo(new FaceCrop(60, 54, 160, 0));
    }

    @Test
    void theMouthDecidesTheSizeOfALongFace() {
        List<Point> face = new ArrayList<>(UPRIGHT);
        face.set(3, new Point(45, 110));
        face.set(4, new Point(75, 110));

        FaceCrop crop = FaceCrop.of(Landmarks.of(face)).orElseThrow();

        assertThat(crop).isEqualTo(new FaceCrop(60, 56, 216, 0)); // 2·max(80, 60·1.8)
    }

    @Test
    void turnScaleAndShiftAreRecovered() {
        for (double angle : new double[] {-3, -1.2, 0, 0.4, 2.9}) {
            for (double scale : new double[] {0.3, 1, 7.5}) {
                FaceCrop crop =
                        FaceCrop.of(Landmarks.of(moved(UPRIGHT, angle, scale))).orElseThrow();

                Point centre = moved(List.of(new Point(60, 54)), angle, scale).get(0);
                assertThat(crop.angle()).isCloseTo(angle, within(1e-9));
                assertThat(crop.size()).isCloseTo(160 * scale, within(1e-9));
                assertThat(crop.centreX()).isCloseTo(centre.x(), within(1e-9));
                assertThat(crop.centreY()).isCloseTo(centre.y(), within(1e-9));
            }
        }
    }

    @Test
    void landmarksComeToTheSamePlacesOfTheFrameHoweverTheFaceLies() {
        PictureSize frame = new PictureSize(320, 320);
        for (double angle : new double[] {-2, 0, 0.7}) {
            List<Point> face = moved(UPRIGHT, angle, 1.7);

            Affine toFrame = FaceCrop.of(Landmarks.of(face)).orElseThrow().toFrame(frame);

            assertPlace(toFrame, face.get(0), 120, 152); // 2·(40 - 60) + 160, 2·(50 - 54) + 160
            assertPlace(toFrame, face.get(1), 200, 152);
            assertPlace(toFrame, face.get(2), 160, 192);
            assertPlace(toFrame, face.get(3), 130, 232);
            assertPlace(toFrame, face.get(4), 190, 232);
        }
    }

    @Test
    void theSquareFillsTheShorterSideOfAFrame() {
        Affine toFrame = FaceCrop.of(Landmarks.of(UPRIGHT))
                .orElseThrow()
                .toFrame(new PictureSize(/* width= */ 80, /* height= */ 160));

        assertPlace(toFrame, new Point(-20, -26), 0, 40); // the square's corners
        assertPlace(toFrame, new Point(140, 134), 80, 120);
    }

    @Test
    void sixtyEightPointsGiveTheFiveTheyContain() {
        List<Point> points = new ArrayList<>(Collections.nCopies(68, new Point(-500, -500)));
        for (int i = 0; i < 6; i++) { // outlines of the eyes, around their centres
            Point spoke = new Point(5 * Math.cos(i * Math.PI / 3), 3 * Math.sin(i * Math.PI / 3));
            points.set(36 + i, new Point(40 + spoke.x(), 50 + spoke.y()));
            points.set(42 + i, new Point(80 + spoke.x(), 50 + spoke.y()));
        }
        points.set(30, UPRIGHT.get(2));
        points.set(48, UPRIGHT.get(3));
        points.set(54, UPRIGHT.get(4));

        FaceCrop crop = FaceCrop.of(Landmarks.of(points)).orElseThrow();

        assertThat(crop.centreX()).isCloseTo(60, within(1e-9));
        assertThat(crop.centreY()).isCloseTo(54, within(1e-9));
        assertThat(crop.size()).isCloseTo(160, within(1e-9));
        assertThat(crop.angle()).isCloseTo(0, within(1e-9));
    }

    @Test
    void pointsThatAreNoFaceHaveNoCrop() {
        assertThat(FaceCrop.of(Landmarks.of(Collections.nCopies(5, new Point(7, 7)))))
                .isEmpty();
        assertThat(FaceCrop.of(Landmarks.of(
                        List.of(UPRIGHT.get(1), UPRIGHT.get(0), UPRIGHT.get(2), UPRIGHT.get(4), UPRIGHT.get(3)))))
                .as("right and left swapped")
                .isEmpty();
    }

    @Test
    void anotherNumberOfPointsIsRefused() {
        assertThatThrownBy(() -> Landmarks.of(UPRIGHT.subList(0, 4)))
                .hasMessageContaining("4 points; expected 5")
                .hasMessageContaining("68");
        assertThatThrownBy(() -> new Point(Double.NaN, 1)).hasMessageContaining("(NaN, 1.0); expected finite");
    }

    /** Turned clockwise on the screen, scaled, and shifted by (300, -20). */
    private static List<Point> moved(List<Point> points, double angle, double scale) {
        return points.stream()
                .map(p -> new Point(
                        300 + scale * (Math.cos(angle) * p.x() - Math.sin(angle) * p.y()),
                        -20 + scale * (Math.sin(angle) * p.x() + Math.cos(angle) * p.y())))
                .toList();
    }

    private static void assertPlace(Affine toFrame, Point source, double x, double y) {
        assertThat(toFrame.x(source.x(), source.y())).isCloseTo(x, within(1e-9));
        assertThat(toFrame.y(source.x(), source.y())).isCloseTo(y, within(1e-9));
    }
}
