package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import farm.vidstyle.video.frame.PictureSize;
import farm.vidstyle.video.frame.RgbFrame;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Decoded frames of any pixel format become RGB bytes of one size. Matrix and range come from each frame's own labels; a stream that
 * changes its size on the way is scaled to the size it began with; alpha is composed over black.
 */
public final class RgbConverter implements AutoCloseable {
    private final PictureSize size;
    private final SwsContext scaler;
    private final AVFrame rgb = av_frame_alloc();

    public RgbConverter(PictureSize size) {
        this.size = size;
        scaler = sws_alloc_context();
        scaler.flags(SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP);
    }

    /** Red, green, blue, row by row. */
    public byte[] convert(AVFrame frame) throws LibavException {
        boolean alpha = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        prepare(alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24);
        Libav.check(sws_scale_frame(scaler, rgb, frame), "cannot convert a frame to RGB");
        int channels = alpha ? 4 : RgbFrame.CHANNELS;
        byte[] bytes = new byte[size.width() * size.height() * channels];
        BytePointer data = rgb.data(0);
        int row = size.width() * channels;
        for (int y = 0; y < size.height(); y++) {
            data.position((long) y * rgb.linesize(0)).get(bytes, y * row, row);
        }
        return alpha ? overBlack(bytes) : bytes;
    }

    private void prepare(int format) throws LibavException {
        if (rgb.width() == 0 || rgb.format() != format) {
            org.bytedeco.ffmpeg.global.avutil.av_frame_unref(rgb);
            rgb.width(size.width()).height(size.height()).format(format);
            rgb.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
            Libav.check(av_frame_get_buffer(rgb, 0), "cannot allocate a frame of " + size);
        }
    }

    private static byte[] overBlack(byte[] rgba) {
        byte[] rgb = new byte[rgba.length / 4 * RgbFrame.CHANNELS];
        for (int i = 0, o = 0; i < rgba.length; i += 4) {
            int opacity = rgba[i + 3] & 0xff;
            for (int c = 0; c < RgbFrame.CHANNELS; c++) {
                rgb[o++] = (byte) (((rgba[i + c] & 0xff) * opacity + 127) / 255);
            }
        }
        return rgb;
    }

    @Override
    public void close() {
        av_frame_free(rgb);
        sws_free_context(scaler);
    }
}
