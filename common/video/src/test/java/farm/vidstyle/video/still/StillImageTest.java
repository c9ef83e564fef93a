package farm.vidstyle.video.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.probe.Refusal;
import farm.vidstyle.video.probe.VideoRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StillImageTest {
    private final RgbFrame frame = TestMedia.frame(33, 17, 0);

    @Test
    void pngKeepsEveryPixel() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        StillImage.writePng(frame, png);

        assertThat(StillImage.read(new ByteArrayInputStream(png.toByteArray()), Limits.DEFAULT))
                .isEqualTo(frame);
    }

    @Test
    void sequenceIsNumberedFromZero(@TempDir Path dir) throws IOException {
        StillImage.writeSequence(List.of(frame, TestMedia.frame(33, 17, 1)).iterator(), dir.resolve("frames"));

        try (var files = Files.list(dir.resolve("frames"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("000.png", "001.png");
        }
    }

    @Test
    void hostilePicturesAreRefused(@TempDir Path dir) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        StillImage.writePng(frame, png);
        byte[] half = java.util.Arrays.copyOf(png.toByteArray(), png.size() / 2);
        byte[] huge = Files.readAllBytes(TestMedia.hugeGif(dir.resolve("huge.gif"), 12_000, 9_000));

        assertThat(refusal("text".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Refusal.NOT_A_VIDEO);
        assertThat(refusal(half)).isEqualTo(Refusal.CORRUPT);
        assertThat(refusal(huge)).isEqualTo(Refusal.TOO_MANY_PIXELS);
    }

    private static Refusal refusal(byte[] bytes) {
        return catchThrowableOfType(
                        VideoRefusedException.class,
                        () -> StillImage.read(new ByteArrayInputStream(bytes), Limits.DEFAULT))
                .reason();
    }
}
