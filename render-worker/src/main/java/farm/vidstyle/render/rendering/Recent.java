package farm.vidstyle.render.rendering;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The most recently used of some small results. They follow from their keys, so that nothing ever grows stale. */
final class Recent<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> kept;

    Recent(int most) {
        kept = new LinkedHashMap<>(most, LOAD, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The key's result, made now if it is not there; two threads may make the same. */
    V get(K key, Callable<V> make) throws Exception {
        synchronized (this) {
            V known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        V made = make.call();
        synchronized (this) {
            kept.put(key, made);
        }
        return made;
    }
}
