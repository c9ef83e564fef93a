package farm.vidstyle.farm.model;

import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.objectstore.ObjectStoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in the store, read again when what is known is older than a time to live. A broken bundle harms nobody but
 * those who ask for it. For use by any number of threads.
 */
public final class ModelCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5); // soon after a push, it is what people get
    private static final String PREFIX = "models/";
    private static final Pattern BUNDLE = Pattern.compile("models/([^/]+)/([^/]+)/bundle\\.yaml");
    private static final Comparator<ModelCard> OLDEST_FIRST =
            Comparator.comparing((ModelCard card) -> card.ref().version(), new VersionOrder());

    private final ObjectStore store;
    private final Clock clock;
    private @Nullable Snapshot known;

    public ModelCatalog(ObjectStore store) {
        this(store, Clock.systemUTC());
    }

    ModelCatalog(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The model that {@code wanted} names: {@code name@version}, or {@code name} for its newest version.
     *
     * @throws UnknownModelException where there is none that can be used
     */
    public ModelCard find(String wanted) {
        Snapshot snapshot = snapshot();
        int at = wanted.indexOf('@');
        String name = at < 0 ? wanted : wanted.substring(0, at);
        return snapshot.cards.stream()
                .filter(card -> card.ref().name().equals(name))
                .filter(card -> at < 0 || card.ref().version().equals(wanted.substring(at + 1)))
                .max(OLDEST_FIRST)
                .orElseThrow(() -> unknown(wanted, snapshot));
    }

    /** All models that can be used, by name, the newest version of each first. */
    public List<ModelCard> all() {
        return snapshot().cards;
    }

    private static UnknownModelException unknown(String wanted, Snapshot snapshot) {
        String broken = snapshot.problems.entrySet().stream()
                .filter(problem ->
                        problem.getKey().equals(wanted) || problem.getKey().startsWith(wanted + "@"))
                .map(problem -> "; " + problem.getKey() + " is broken: " + problem.getValue())
                .findFirst()
                .orElse("");
        List<String> names = snapshot.cards.stream().map(ModelCatalog::nameOf).toList();
        return new UnknownModelException("model is '" + wanted + "'; expected one of " + names + broken);
    }

    /** What is known, read anew where it is old. */
    private synchronized Snapshot snapshot() {
        Snapshot current = known;
        Instant now = clock.instant();
        if (current != null && now.isBefore(current.readAt.plus(TIME_TO_LIVE))) {
            return current;
        }
        try {
            known = read(now);
        } catch (ObjectStoreException e) {
            if (current == null) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("models were not read again; those known so far stay");
            known = new Snapshot(current.cards, current.problems, now);
        }
        return known;
    }

    private Snapshot read(Instant now) {
        List<ModelCard> cards = new ArrayList<>();
        Map<String, String> problems = new LinkedHashMap<>();
        for (ObjectKey key : store.list(PREFIX)) {
            Matcher bundle = BUNDLE.matcher(key.value());
            if (bundle.matches()) {
                try {
                    cards.add(BundleHead.read(bundle.group(1), bundle.group(2), store.read(key)));
                } catch (IllegalArgumentException e) {
                    LOG.atWarn().addKeyValue("bundle", key).setCause(e).log("model bundle is broken and is left out");
                    problems.put(bundle.group(1) + "@" + bundle.group(2), String.valueOf(e.getMessage()));
                }
            }
        }
        cards.sort(Comparator.comparing((ModelCard card) -> card.ref().name()).thenComparing(OLDEST_FIRST.reversed()));
        return new Snapshot(List.copyOf(cards), problems, now);
    }

    private static String nameOf(ModelCard card) {
        return card.ref().name() + "@" + card.ref().version();
    }

    private record Snapshot(List<ModelCard> cards, Map<String, String> problems, Instant readAt) {}
}
