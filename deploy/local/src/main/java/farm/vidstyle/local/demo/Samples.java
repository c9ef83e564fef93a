package farm.vidstyle.local.demo;

import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.trainer.dataset.HeadAppearance;
import farm.vidstyle.trainer.dataset.HeadRenderer;
import farm.vidstyle.trainer.dataset.Motion;
import farm.vidstyle.video.encode.VideoFormat;
import farm.vidstyle.video.encode.VideoWriter;
import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The demo's videos: people who were never in the training set, drawn larger than the model sees them. */
public final class Samples {
    public static final double FPS = 25;
    public static final double SECONDS = 4;
    static final Style STYLE = new Style("a photo of a person", "a photo of a person with blue hair", 1.0);

    private static final int SIZE = 256;
    private static final List<String> NAMES = List.of("ada", "ben", "cleo");

    /** People and motions of a seed are the same everywhere; these are easy to tell apart. */
    private static final long[] SEEDS = {9_000_059, 9_000_041, 9_000_037};

    private Samples() {}

    /** Draws each sample into {@code folder} as an MP4 file. */
    public static List<Path> render(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Path file = folder.resolve(NAMES.get(i) + ".mp4");
            render(new SplittableRandom(SEEDS[i]), file);
            files.add(file);
        }
        return files;
    }

    private static void render(SplittableRandom random, Path file) throws IOException {
        HeadRenderer renderer = new HeadRenderer(SIZE);
        HeadAppearance person = HeadAppearance.draw(random);
        Motion motion = Motion.draw(random);
        try (VideoWriter writer = VideoWriter.open(file, VideoFormat.H264_MP4, new PictureSize(SIZE, SIZE), FPS)) {
            for (int frame = 0; frame < FPS * SECONDS; frame++) {
                writer.write(picture(renderer.render(person, motion.at(frame)), frame / FPS));
            }
        }
    }

    /** From [3, H, W] in [-1, 1] to bytes, pixel by pixel. */
    private static RgbFrame picture(float[] planes, double seconds) {
        int pixels = SIZE * SIZE;
        byte[] rgb = new byte[RgbFrame.CHANNELS * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < RgbFrame.CHANNELS; c++) {
                float value = planes[c * pixels + pixel];
                rgb[pixel * RgbFrame.CHANNELS + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, (value + 1) / 2)));
            }
        }
        return new RgbFrame(SIZE, SIZE, rgb, seconds);
    }
}
