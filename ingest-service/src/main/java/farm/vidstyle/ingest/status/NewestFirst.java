package farm.vidstyle.ingest.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The newest statuses by the time their subject was created, at most {@code capacity} of them. Safe for many threads. */
final class NewestFirst<V> {
    private record Place(Instant createdAt, String id) {}

    private final int capacity;
    private final Map<String, Place> places = new HashMap<>();
    private final TreeMap<Place, V> newestFirst = new TreeMap<>(
            Comparator.comparing(Place::createdAt).thenComparing(Place::id).reversed());

    NewestFirst(int capacity) {
        this.capacity = capacity;
    }

    synchronized void put(String id, Instant createdAt, V status) {
        remove(id);
        Place place = new Place(createdAt, id);
        places.put(id, place);
        newestFirst.put(place, status);
        if (places.size() > capacity) {
            places.remove(newestFirst.pollLastEntry().getKey().id());
        }
    }

    synchronized boolean putIfAbsent(String id, Instant createdAt, V status) {
        boolean absent = !places.containsKey(id);
        if (absent) {
            put(id, createdAt, status);
        }
        return absent;
    }

    synchronized void remove(String id) {
        Place place = places.remove(id);
        if (place != null) {
            newestFirst.remove(place);
        }
    }

    synchronized Optional<V> find(String id) {
        return Optional.ofNullable(places.get(id)).map(newestFirst::get);
    }

    synchronized List<V> newest(Predicate<V> wanted, int limit) {
        return newestFirst.values().stream().filter(wanted).limit(limit).toList();
    }
}
