package farm.vidstyle.video.libav;

import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Open Java streams by the number that FFmpeg carries through as its opaque pointer. */
final class StreamRegistry<S> {
    static final int BUFFER_BYTES = 64 * 1024;

    private final AtomicLong last = new AtomicLong();
    private final ConcurrentMap<Long, Entry<S>> open = new ConcurrentHashMap<>();

    Entry<S> add(S stream) {
        Entry<S> entry = new Entry<>(stream, new Handle(last.incrementAndGet()));
        open.put(entry.handle.address(), entry);
        return entry;
    }

    Entry<S> find(Pointer handle) {
        Entry<S> entry = open.get(handle.address());
        if (entry == null) {
            throw new IllegalStateException("stream " + handle.address() + " is not open");
        }
        return entry;
    }

    /** False if it was removed before. */
    boolean remove(Entry<S> entry) {
        return open.remove(entry.handle.address()) != null;
    }

    static BytePointer newBuffer() {
        return new BytePointer(av_malloc(BUFFER_BYTES));
    }

    static void free(AVIOContext context) {
        av_free(context.buffer()); // FFmpeg may have replaced the one it was given
        avio_context_free(context);
    }

    static final class Entry<S> {
        private final S stream;
        private final Handle handle;
        private final byte[] piece = new byte[BUFFER_BYTES];
        private @Nullable Exception failure;

        private Entry(S stream, Handle handle) {
            this.stream = stream;
            this.handle = handle;
        }

        S stream() {
            return stream;
        }

        Pointer handle() {
            return handle;
        }

        byte[] piece() {
            return piece;
        }

        /** An exception cannot cross FFmpeg's native frames; it waits here until the call is back in Java. */
        void fail(Exception e) {
            failure = e;
        }

        void rethrowFailure(String what) throws IOException {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure != null) {
                throw new IOException(what, failure);
            }
        }
    }

    /** A number dressed as an address; nobody ever follows it. */
    private static final class Handle extends Pointer {
        Handle(long number) {
            address = number;
        }
    }
}
