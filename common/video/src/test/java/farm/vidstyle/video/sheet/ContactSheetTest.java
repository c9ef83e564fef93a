package farm.vidstyle.video.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.video.encode.TestMedia;
import farm.vidstyle.video.frame.RgbFrame;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.still.StillImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    @Test
    void rowsHoldTheirFramesInOrder() throws IOException {
        ContactSheet sheet = new ContactSheet(64)
                .row("source", List.of(TestMedia.plain(64, 64, 0xff0000), TestMedia.plain(64, 64, 0x00ff00)))
                .row("result", List.of(TestMedia.plain(64, 64, 0x0000ff)));

        RgbFrame png = written(sheet);

        assertThat(png.width()).isEqualTo(6 + 2 * 70);
        assertThat(png.pixel(6 + 32, 6 + 22 + 32)).isEqualTo(0xff0000);
        assertThat(png.pixel(6 + 70 + 32, 6 + 22 + 32)).isEqualTo(0x00ff00);
        assertThat(png.pixel(6 + 32, 6 + 22 + 64 + 6 + 22 + 32)).isEqualTo(0x0000ff);
    }

    @Test
    void sheetTooLargeToDrawIsRejected() {
        ContactSheet sheet = new ContactSheet(10_000).row("source", List.of(TestMedia.plain(64, 64, 0)));

        assertThatThrownBy(() -> written(sheet)).hasMessageContaining("at most 64000000 pixels");
    }

    private static RgbFrame written(ContactSheet sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheet.writePng(out);
        return StillImage.read(new ByteArrayInputStream(out.toByteArray()), Limits.DEFAULT);
    }
}
