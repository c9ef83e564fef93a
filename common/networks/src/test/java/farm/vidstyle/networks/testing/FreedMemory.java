package farm.vidstyle.networks.testing;

import static org.awaitility.Awaitility.await;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Java's memory outside the heap, of which the collector takes back what nobody holds. */
public final class FreedMemory {
    private static final int BUFFERS = 20_000;

    private FreedMemory() {}

    /** Awaits that buffers which nobody holds are freed, and fills small ones, which take their place, with what is no number. */
    public static List<ByteBuffer> overwrite() {
        BufferPoolMXBean pool = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(bean -> bean.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        long before = pool.getCount();
        await().until(() -> {
            System.gc();
            return pool.getCount() < before;
        });
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            others.add(
                    ByteBuffer.allocateDirect(Double.BYTES).putFloat(Float.NaN).putFloat(Float.NaN));
        }
        return others;
    }
}
