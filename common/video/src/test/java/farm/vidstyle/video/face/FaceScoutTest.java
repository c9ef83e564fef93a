package farm.vidstyle.video.face;

import static org.assertj.core.api.Assertions.assertThat;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceScoutTest {
    private static final RgbFrame PICTURE = Drawing.grey(new PictureSize(64, 64), 90);

    @Test
    void theLargestFaceIsFollowedEvenWhenAnotherGrowsLarger() {
        Faces faces = i -> List.of(face(300, 20 + i), face(100 + i, 30));

        List<FaceCrop> crops = scout(faces, 40, PICTURE).track().orElseThrow().crops();

        assertThat(crops.get(0).centreX()).isBetween(99.0, 101.0);
        assertThat(crops.get(39).centreX()).isBetween(138.0, 140.0);
    }

    @Test
    void aFaceElsewhereIsNotTakenForTheOneThatIsHiddenForAMoment() {
        Faces faces = i -> i >= 10 && i < 20 ? List.of(face(300, 20)) : List.of(face(300, 20), face(100, 30));

        FaceTrack track = scout(faces, 40, PICTURE).track().orElseThrow();

        assertThat(track.crops()).allSatisfy(crop -> assertThat(crop.centreX()).isBetween(99.0, 101.0));
        assertThat(track.found().subList(10, 20)).containsOnly(false);
    }

    @Test
    void aFaceThatStaysAwayIsGivenUpForAnother() {
        Faces faces = i -> i < 10 ? List.of(face(100, 30)) : List.of(face(300, 20));

        FaceTrack track = scout(faces, 60, PICTURE).track().orElseThrow();

        assertThat(track.crops().get(59).centreX()).isBetween(299.0, 301.0);
        assertThat(track.found().subList(11, 30)).containsOnly(false);
    }

    @Test
    void aCutEndsTheFollowing() {
        Faces faces = i -> List.of(face(100, i < 20 ? 30 : 10), face(300, 20));
        FaceScout scout = new FaceScout(faces);
        IntStream.range(0, 40)
                .forEach(i -> scout.accept(
                        Drawing.grey(new PictureSize(64, 64), i < 20 ? 40 : 220).at(i / 25.0)));

        List<FaceCrop> crops = scout.track().orElseThrow().crops();

        assertThat(crops.get(19).centreX()).isBetween(99.0, 101.0);
        assertThat(crops.get(20).centreX()).isBetween(299.0, 301.0);
    }

    @Test
    void aVideoWithoutAFaceHasNoTrack() {
        assertThat(scout(i -> List.of(), 5, PICTURE).track()).isEmpty();
    }

    @Test
    void aTrackOfLandmarksHasAFaceWhereItSaysSo() {
        LandmarkTrack track = new LandmarkTrack(new TreeMap<>(Map.of(2, face(100, 30), 3, face(101, 30))));

        assertThat(track.detect(0, PICTURE)).isEmpty();
        assertThat(track.detect(3, PICTURE)).containsExactly(face(101, 30));
        assertThat(List.of(track.frames(), track.firstFrame(), track.lastFrame()))
                .containsExactly(2, 2, 3);
    }

    @Test
    void aSuppliedFaceIsBelievedHoweverFarItJumps() {
        LandmarkTrack track = new LandmarkTrack(new TreeMap<>(Map.of(0, face(100, 30), 20, face(400, 30))));
        FaceScout scout = new FaceScout(track);
        IntStream.range(0, 21).forEach(i -> scout.accept(PICTURE.at(i / 25.0)));

        FaceTrack found = scout.track().orElseThrow();

        assertThat(found.found()).startsWith(true, false).endsWith(false, true);
        assertThat(found.crops().get(10).centreX()).isBetween(249.0, 251.0);
    }

    private static FaceScout scout(Faces faces, int frames, RgbFrame picture) {
        FaceScout scout = new FaceScout(faces);
        IntStream.range(0, frames).forEach(i -> scout.accept(picture.at(i / 25.0)));
        assertThat(scout.frames()).isEqualTo(frames);
        return scout;
    }

    private static Landmarks face(double x, double eyes) {
        return Landmarks.of(List.of(
                new Point(x - eyes / 2, 100),
                new Point(x + eyes / 2, 100),
                new Point(x, 100 + eyes / 2),
                new Point(x - eyes / 3, 100 + eyes),
                new Point(x + eyes / 3, 100 + eyes)));
    }

    /** A detector that knows. */
    @FunctionalInterface
    private interface Faces extends FaceDetector {
        List<Landmarks> at(int frame);

        @Override
        default List<Landmarks> detect(int frame, RgbFrame picture) {
            return at(frame);
        }

        @Override
        default void close() {
            // nothing is open
        }
    }
}
