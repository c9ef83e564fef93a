package farm.vidstyle.trainer.dataset;

import farm.vidstyle.trainer.dataset.Canvas.Placement;
import farm.vidstyle.trainer.dataset.HeadAppearance.Proportions;

/** Draws a head of some appearance in some pose at one size; the same arguments always give the same floats. */
public final class HeadRenderer {

    private static final Rgb WHITE = new Rgb(0.97f, 0.97f, 0.97f);
    private static final Rgb PUPIL = Rgb.of(0x20242C);
    private static final Rgb LIPS = Rgb.of(0xA8323E);
    private static final Rgb THROAT = Rgb.of(0x4A1018);
    private static final Rgb BROWS =
            Rgb.of(0x241812); // of nobody's hair, so that raised ones do not melt into a fringe
    private static final Rgb BLACK = new Rgb(0, 0, 0);
    private static final double HEAD_HEIGHT = -0.08; // of the head's centre in the frame
    private static final double ZOOM = 1.2; // of the head's coordinates: eyes of a few pixels are needed at 64

    private final int size;

    public HeadRenderer(int size) {
        if (size < 16) {
            throw new IllegalArgumentException("frame size is " + size + "; a face needs at least 16 pixels");
        }
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Writes the frame as [3, H, W] in [-1, 1]. */
    public void render(HeadAppearance appearance, HeadPose pose, float[] target, int offset) {
        Rgb background = appearance.colour(Attribute.BACKGROUND);
        Canvas canvas = new Canvas(size, background.shaded(1.06), background.shaded(0.9));
        new Head(canvas, appearance, pose).draw();
        canvas.copyTo(target, offset);
    }

    public float[] render(HeadAppearance appearance, HeadPose pose) {
        float[] frame = new float[3 * size * size];
        render(appearance, pose, frame, 0);
        return frame;
    }

    /** Writes where eyes and mouth are, [H, W] in [0, 1]: small regions that a plain pixel loss would give up. */
    public void renderMask(HeadAppearance appearance, HeadPose pose, float[] target, int offset) {
        Canvas canvas = new Canvas(size, BLACK, BLACK);
        new Head(canvas, appearance, pose).drawMask();
        canvas.copyPlane(target, offset);
    }

    /** One drawing in progress: the layers from back to front, in the head's coordinates (y downwards, the face about 0.4 wide). */
    private static final class Head {

        private final Canvas canvas;
        private final HeadAppearance who;
        private final HeadPose pose;
        private final Proportions build;
        private final Placement head;
        private final Placement body;
        private final double turn; // how far the features lie off the middle
        private final double nod; // the same, downwards
        private final double faceX;
        private final double faceY;
        private final Rgb skin;
        private final Rgb hair;

        Head(Canvas canvas, HeadAppearance who, HeadPose pose) {
            this.canvas = canvas;
            this.who = who;
            this.pose = pose;
            build = who.proportions();
            double x = pose.at(PoseAxis.SHIFT_X);
            double y = pose.at(PoseAxis.SHIFT_Y);
            double scale = pose.at(PoseAxis.SCALE);
            head = new Placement(x, HEAD_HEIGHT + y, ZOOM * scale, pose.at(PoseAxis.ROLL));
            body = new Placement(0.45 * x, 0.3 * y, 1 + 0.5 * (scale - 1), 0.15 * pose.at(PoseAxis.ROLL));
            turn = 0.12 * pose.at(PoseAxis.YAW);
            nod = 0.07 * pose.at(PoseAxis.PITCH);
            faceX = 0.37 + 0.03 * build.width();
            faceY = 0.47 + 0.03 * build.height();
            skin = who.colour(Attribute.SKIN).shaded(1 + 0.05 * build.tone());
            hair = who.colour(Attribute.HAIR);
        }

        void draw() {
            drawBehind();
            drawBody();
            drawFace();
            drawEyes();
            if (who.has(Attribute.BEARD, 1)) {
                ellipse(head, 0.5 * turn, 0.33 + 0.5 * nod, faceX - 0.1, 0.19, who.colour(Attribute.BEARD));
            }
            drawMouth();
            if (who.has(Attribute.GLASSES, 1)) {
                drawGlasses();
            }
            if (who.has(Attribute.HAT, 1)) {
                drawHat();
            }
        }

        private void drawBehind() {
            if (who.has(Attribute.CUT, 1)) {
                box(head, -0.4 * turn, 0.16, new double[] {faceX + 0.1, 0.5, 0.2}, hair.shaded(0.82));
            }
        }

        private void drawBody() {
            box(head, -0.2 * turn, 0.6, new double[] {0.15, 0.4, 0.05}, skin.shaded(0.8));
            Rgb shirt = who.colour(Attribute.SHIRT);
            ellipse(body, 0, 1.14, 0.85, 0.54, shirt);
            ellipse(body, 0, 0.65, 0.23, 0.1, shirt.shaded(0.72));
            ellipse(body, 0, 0.62, 0.18, 0.09, skin.shaded(0.8));
        }

        private void drawFace() {
            ellipse(head, -faceX - 0.02 - 0.7 * turn, 0.03 - 0.7 * nod, 0.07, 0.11, skin.shaded(0.86));
            ellipse(head, faceX + 0.02 - 0.7 * turn, 0.03 - 0.7 * nod, 0.07, 0.11, skin.shaded(0.86));
            ellipse(head, -0.35 * turn, -0.11, faceX + 0.06, faceY + 0.02, hair);
            ellipse(head, 0, 0.02, faceX, faceY, skin);
            ellipse(head, 0.3 * turn, -faceY + 0.07 + 0.5 * nod, faceX - 0.02, 0.13, hair);
        }

        private void drawEyes() {
            double open = 1 - 0.92 * pose.at(PoseAxis.BLINK);
            double y = -0.03 + nod;
            double raised = 0.08 * pose.at(PoseAxis.BROWS);
            for (int side = -1; side <= 1; side += 2) {
                double x = side * (0.16 + 0.015 * build.eyeDistance()) + turn;
                ellipse(head, x, y, 0.1, 0.085, skin.shaded(0.88));
                ellipse(head, x, y, 0.092, 0.008 + 0.067 * open, WHITE);
                ellipse(head, x + 0.25 * turn, y + 0.25 * nod, 0.048, Math.min(0.052, 0.008 + 0.06 * open), PUPIL);
                box(head, x, y - 0.11 - raised, new double[] {0.095, 0.026, 0.02}, BROWS);
            }
            ellipse(head, 1.35 * turn, 0.11 + 1.35 * nod, 0.045, 0.06, skin.shaded(0.8));
        }

        private void drawMouth() {
            double open = pose.at(PoseAxis.MOUTH);
            boolean smiling = who.has(Attribute.EXPRESSION, 1);
            double width = smiling ? 0.17 : 0.125;
            double bend = smiling ? 3.6 : 0;
            double y = 0.265 + nod + (smiling ? 0.03 : 0);
            bentEllipse(turn, y, new double[] {width, 0.032 + 0.085 * open, bend}, LIPS);
            bentEllipse(turn, y, new double[] {width * 0.78, 0.006 + 0.075 * open, bend}, THROAT);
            if (smiling) {
                bentEllipse(turn, y - 0.015, new double[] {width * 0.66, 0.014, bend}, WHITE);
            }
        }

        private void drawGlasses() {
            Rgb frame = who.colour(Attribute.GLASSES);
            for (int side = -1; side <= 1; side += 2) {
                double x = side * 0.165 + turn;
                double y = -0.02 + nod;
                canvas.paint(
                        head,
                        new double[] {x, y, 0.16},
                        (px, py) -> Math.abs(length(px - x, py - y) - 0.125) - 0.019,
                        frame);
            }
            box(head, turn, -0.03 + nod, new double[] {0.045, 0.018, 0.01}, frame);
        }

        private void drawHat() {
            Rgb hat = who.colour(Attribute.HAT);
            box(head, 0, -0.5, new double[] {faceX - 0.03, 0.17, 0.12}, hat);
            box(head, 0.25 * turn, -0.36 + 0.25 * nod, new double[] {faceX + 0.13, 0.045, 0.04}, hat.shaded(0.7));
        }

        void drawMask() {
            ellipse(head, turn - 0.16, -0.07 + nod, 0.13, 0.15, WHITE);
            ellipse(head, turn + 0.16, -0.07 + nod, 0.13, 0.15, WHITE);
            ellipse(head, turn, 0.28 + nod, 0.2, 0.15, WHITE);
        }

        private void ellipse(Placement at, double x, double y, double radiusX, double radiusY, Rgb colour) {
            double[] bounds = {x, y, Math.max(radiusX, radiusY)};
            canvas.paint(at, bounds, (px, py) -> ellipseDistance(px - x, py - y, radiusX, radiusY), colour);
        }

        /** An ellipse {radiusX, radiusY, bend} pulled up at its ends by {@code bend * x^2}. */
        private void bentEllipse(double x, double y, double[] form, Rgb colour) {
            double[] bounds = {x, y, form[0] + form[1] + form[2] * form[0] * form[0]};
            canvas.paint(
                    head,
                    bounds,
                    (px, py) -> {
                        double dx = px - x;
                        return ellipseDistance(dx, py - y + form[2] * dx * dx, form[0], form[1]);
                    },
                    colour);
        }

        /** A box {halfWidth, halfHeight, corner radius}. */
        private void box(Placement at, double x, double y, double[] form, Rgb colour) {
            double[] bounds = {x, y, length(form[0], form[1])};
            canvas.paint(
                    at,
                    bounds,
                    (px, py) -> {
                        double dx = Math.abs(px - x) - form[0] + form[2];
                        double dy = Math.abs(py - y) - form[1] + form[2];
                        double outside = length(Math.max(dx, 0), Math.max(dy, 0));
                        return outside + Math.min(Math.max(dx, dy), 0) - form[2];
                    },
                    colour);
        }

        /** Much faster than {@link Math#hypot}, whose care for overflow nothing here needs. */
        private static double length(double x, double y) {
            return Math.sqrt(x * x + y * y);
        }

        /** First-order distance: the implicit function over the length of its gradient; exact on the edge, which is where it matters. */
        private static double ellipseDistance(double x, double y, double radiusX, double radiusY) {
            double scaled = length(x / radiusX, y / radiusY);
            double gradient = length(x / (radiusX * radiusX), y / (radiusY * radiusY));
            return gradient < 1e-9 ? -Math.min(radiusX, radiusY) : scaled * (scaled - 1) / gradient;
        }
    }
}
