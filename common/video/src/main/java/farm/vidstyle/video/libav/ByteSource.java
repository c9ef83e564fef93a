package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;

import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lets FFmpeg read a Java stream, forwards only. */
final class ByteSource implements AutoCloseable {
    private static final Read READ = new Read();
    private static final StreamRegistry<InputStream> OPEN = new StreamRegistry<>();

    private final StreamRegistry.Entry<InputStream> entry;
    private final AVIOContext context;

    ByteSource(InputStream stream) {
        entry = OPEN.add(stream);
        context = avio_alloc_context(
                StreamRegistry.newBuffer(),
                StreamRegistry.BUFFER_BYTES,
                0,
                entry.handle(),
                READ,
                (Write_packet_Pointer_BytePointer_int) null,
                (Seek_Pointer_long_int) null);
    }

    AVIOContext context() {
        return context;
    }

    void rethrowFailure() throws IOException {
        entry.rethrowFailure("the stream failed while it was read");
    }

    @Override
    public void close() {
        if (OPEN.remove(entry)) {
            StreamRegistry.free(context);
        }
    }

    /** One for all streams, because JavaCPP has only ten native callbacks of a type. */
    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer handle, BytePointer buffer, int wanted) {
            StreamRegistry.Entry<InputStream> entry = OPEN.find(handle);
            try {
                byte[] piece = entry.piece();
                int read = entry.stream().read(piece, 0, Math.min(wanted, piece.length));
                if (read < 0) {
                    return AVERROR_EOF;
                }
                buffer.put(piece, 0, read);
                return read;
            } catch (IOException | RuntimeException e) {
                entry.fail(e);
                return AVERROR_EXTERNAL;
            }
        }
    }
}
