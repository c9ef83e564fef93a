package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;

import java.io.IOException;
import java.io.OutputStream;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lets FFmpeg write to a Java stream, forwards only. */
final class ByteSink implements AutoCloseable {
    private static final Write WRITE = new Write();
    private static final StreamRegistry<OutputStream> OPEN = new StreamRegistry<>();

    private final StreamRegistry.Entry<OutputStream> entry;
    private final AVIOContext context;

    ByteSink(OutputStream stream) {
        entry = OPEN.add(stream);
        context = avio_alloc_context(
                StreamRegistry.newBuffer(),
                StreamRegistry.BUFFER_BYTES,
                1,
                entry.handle(),
                (Read_packet_Pointer_BytePointer_int) null,
                WRITE,
                (Seek_Pointer_long_int) null);
    }

    AVIOContext context() {
        return context;
    }

    void rethrowFailure() throws IOException {
        entry.rethrowFailure("the stream failed while it was written");
    }

    @Override
    public void close() {
        if (OPEN.remove(entry)) {
            StreamRegistry.free(context);
        }
    }

    private static final class Write extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer handle, BytePointer buffer, int length) {
            StreamRegistry.Entry<OutputStream> entry = OPEN.find(handle);
            try {
                byte[] piece = entry.piece();
                for (int done = 0; done < length; done += piece.length) {
                    int part = Math.min(piece.length, length - done);
                    buffer.position(done).get(piece, 0, part);
                    entry.stream().write(piece, 0, part);
                }
                return length;
            } catch (IOException | RuntimeException e) {
                entry.fail(e);
                return AVERROR_EXTERNAL;
            }
        }
    }
}
