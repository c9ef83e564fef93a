package farm.vidstyle.video.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.vidstyle.video.align.AlignedFrame;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceAlignerTest {
    /** Where FFHQ's crop puts the landmarks of the face below in a frame of side 1. */
    private static final List<Point> CANONICAL = List.of(
            new Point(0.375, 0.475),
            new Point(0.625, 0.475),
            new Point(0.5, 0.6),
            new Point(0.40625, 0.725),
            new Point(0.59375, 0.725));

    @Test
    void dotsAtTheLandmarksComeToTheirPlacesWithinHalfAPixel() {
        for (double angle : new double[] {-0.6, 0, 1.1}) {
            for (double size : new double[] {40, 100, 190}) { // of the crop, in a frame of 96: enlarged and shrunk
                FaceCrop crop = new FaceCrop(163, 148, size, angle);
                List<Point> face = places(crop);
                RgbFrame source = Drawing.dots(new PictureSize(320, 300), face, size / 50);

                AlignedFrame aligned = aligner(face, 96).align(0, source);

                assertThat(aligned.frame().size()).isEqualTo(new PictureSize(96, 96));
                for (int dot = 0; dot < face.size(); dot++) {
                    Point at = Drawing.centre(aligned.frame(), dot);
                    assertThat(at.x()).isCloseTo(96 * CANONICAL.get(dot).x(), within(0.5));
                    assertThat(at.y()).isCloseTo(96 * CANONICAL.get(dot).y(), within(0.5));
                }
            }
        }
    }

    @Test
    void aFineCheckerboardShrinksToGreyAndNotToMoire() {
        PictureSize size = new PictureSize(600, 600);
        byte[] rgb = new byte[600 * 600 * RgbFrame.CHANNELS];
        for (int i = 0; i < 600 * 600; i++) {
            byte level = (byte) ((i / 600 + i % 600) % 2 == 0 ? 255 : 0);
            rgb[3 * i] = level;
            rgb[3 * i + 1] = level;
            rgb[3 * i + 2] = level;
        }
        RgbFrame board = new RgbFrame(size.width(), size.height(), rgb, 0);

        for (double cropSize : new double[] {90, 200, 320, 500}) { // 2.8 to 15 pixels a pixel
            RgbFrame aligned = aligner(places(new FaceCrop(300, 300, cropSize, 0.5)), 32)
                    .align(0, board)
                    .frame();

            for (int i = 0; i < aligned.rgb().length; i++) {
                assertThat(aligned.rgb()[i] & 0xff).as("size " + cropSize).isBetween(122, 133);
            }
        }
    }

    @Test
    void beyondTheEdgeThePictureIsMirrored() {
        RgbFrame source = Drawing.dots(new PictureSize(100, 100), List.of(new Point(10, 50)), 4);

        RgbFrame aligned = new FaceAligner(
                        new FaceTrack(List.of(new FaceCrop(0, 50, 60, 0)), List.of(true)), new PictureSize(60, 60))
                .align(0, source)
                .frame();

        assertThat(aligned.pixel(40, 30)).isEqualTo(0xff0000);
        assertThat(aligned.pixel(19, 30)).isEqualTo(0xff0000);
        assertThat(aligned.pixel(30, 30)).isEqualTo(0);
    }

    private static FaceAligner aligner(List<Point> face, int side) {
        FaceCrop crop = FaceCrop.of(Landmarks.of(face)).orElseThrow();
        return new FaceAligner(new FaceTrack(List.of(crop), List.of(true)), new PictureSize(side, side));
    }

    /** The face whose crop this is. */
    private static List<Point> places(FaceCrop crop) {
        return CANONICAL.stream()
                .map(p -> new Point(
                        crop.centreX()
                                + crop.size()
                                        * (Math.cos(crop.angle()) * (p.x() - 0.5)
                                                - Math.sin(crop.angle()) * (p.y() - 0.5)),
                        crop.centreY()
                                + crop.size()
                                        * (Math.sin(crop.angle()) * (p.x() - 0.5)
                                                + Math.cos(crop.angle()) * (p.y() - 0.5))))
                .toList();
    }
}
