package farm.vidstyle.video.face;

import java.util.List;

/**
 * The five points of a face that alignment uses. Right and left are the person's own: in a picture that is not mirrored, the right eye is on
 * the left.
 */
public record Landmarks(Point rightEye, Point leftEye, Point nose, Point rightMouth, Point leftMouth) {
    /** In the order of the components, which is YuNet's. */
    public static final int FIVE = 5;

    /** The annotation of iBUG 300-W, which dlib and most trackers give. */
    public static final int SIXTY_EIGHT = 68;

    private static final int RIGHT_EYE_FROM = 36;
    private static final int LEFT_EYE_FROM = 42;
    private static final int EYE_POINTS = 6;
    private static final int NOSE_TIP = 30;
    private static final int RIGHT_MOUTH_CORNER = 48;
    private static final int LEFT_MOUTH_CORNER = 54;

    /** Whether so many points can be read as landmarks. */
    public static boolean isCount(int points) {
        return points == FIVE || points == SIXTY_EIGHT;
    }

    /** From five points, or from 68, whose eyes are the means of their outlines. */
    public static Landmarks of(List<Point> points) {
        if (!isCount(points.size())) {
            throw new IllegalArgumentException(points.size() + " points; expected " + FIVE
                    + " (right eye, left eye, nose tip, right and left corner" + " of the mouth) or " + SIXTY_EIGHT
                    + " (iBUG 300-W)");
        }
        if (points.size() == FIVE) {
            return new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
        }
        return new Landmarks(
                mean(points.subList(RIGHT_EYE_FROM, RIGHT_EYE_FROM + EYE_POINTS)),
                mean(points.subList(LEFT_EYE_FROM, LEFT_EYE_FROM + EYE_POINTS)),
                points.get(NOSE_TIP),
                points.get(RIGHT_MOUTH_CORNER),
                points.get(LEFT_MOUTH_CORNER));
    }

    /** All five, in the order of the components. */
    public List<Point> points() {
        return List.of(rightEye, leftEye, nose, rightMouth, leftMouth);
    }

    /** The same face in a picture that is larger by a factor. */
    public Landmarks scaled(double x, double y) {
        return new Landmarks(
                scaled(rightEye, x, y),
                scaled(leftEye, x, y),
                scaled(nose, x, y),
                scaled(rightMouth, x, y),
                scaled(leftMouth, x, y));
    }

    private static Point scaled(Point point, double x, double y) {
        return new Point(point.x() * x, point.y() * y);
    }

    private static Point mean(List<Point> points) {
        double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
        double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
        return new Point(x, y);
    }
}
