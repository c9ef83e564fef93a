package farm.vidstyle.video.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.RgbFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameChunkTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16})
    void pixelsAndTimesComeBackExactly(int count) throws IOException {
        List<RgbFrame> frames = noise(count, 37, 29);

        List<RgbFrame> read = FrameChunk.read(new ByteArrayInputStream(written(frames)));

        assertThat(read).isEqualTo(frames);
    }

    @Test
    void equalFramesGiveEqualBytes() throws IOException {
        assertThat(written(noise(5, 64, 64))).isEqualTo(written(noise(5, 64, 64)));
    }

    @Test
    void moreThanSixteenFramesAreRejected() {
        assertThatThrownBy(() -> written(noise(17, 8, 8))).hasMessage("a chunk of 17 frames; expected 1 to 16");
    }

    @Test
    void damagedChunksAreNoticed() throws IOException {
        byte[] bytes = written(noise(16, 64, 64));
        for (int i = bytes.length / 4; i < bytes.length; i += 1000) {
            bytes[i] ^= 1;
        }

        assertThatThrownBy(() -> FrameChunk.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void manyChunksAreReadAtOnce() throws IOException {
        // more streams than JavaCPP has native callbacks
        List<List<RgbFrame>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            all.add(List.of(TestMedia.frame(32, 32, i)));
        }

        List<List<RgbFrame>> read = all.parallelStream()
                .map(frames -> {
                    try {
                        return FrameChunk.read(new ByteArrayInputStream(written(frames)));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();

        assertThat(read).isEqualTo(all);
    }

    private static byte[] written(List<RgbFrame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameChunk.write(frames, out);
        return out.toByteArray();
    }

    private static List<RgbFrame> noise(int count, int width, int height) {
        Random random = new Random(7);
        List<RgbFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[width * height * RgbFrame.CHANNELS];
            random.nextBytes(rgb);
            frames.add(new RgbFrame(width, height, rgb, i / 29.97 + random.nextDouble()));
        }
        return frames;
    }
}
