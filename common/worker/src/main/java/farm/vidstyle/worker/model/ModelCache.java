package farm.vidstyle.worker.model;

import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.bundle.BundleException;
import farm.vidstyle.networks.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open models by reference. A model is fetched and opened when it is first asked for, stays open while it is used, and
 * after that as long as it is among the most recently used ones. For use by any number of threads.
 */
public final class ModelCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);
    private static final int INITIAL = 16;
    private static final float LOAD = 0.75f;

    private final ModelFiles files;
    private final int open;

    /** The least recently used first. */
    private final Map<ModelRef, Opened> models = new LinkedHashMap<>(INITIAL, LOAD, true);

    private boolean closed;

    public ModelCache(ModelCacheConfig config, ObjectStore store) {
        this.files = new ModelFiles(config.folder(), store);
        this.open = config.open();
    }

    /** A model in use: it stays open until this is closed. */
    public final class Lease implements AutoCloseable {
        private final Opened model;
        private boolean returned;

        private Lease(Opened model) {
            this.model = model;
        }

        public ModelBundle bundle() {
            return model.bundle;
        }

        @Override
        public void close() {
            synchronized (ModelCache.this) {
                if (!returned) {
                    returned = true;
                    model.users--;
                    trim();
                }
            }
        }
    }

    /** Guarded by the cache's lock. */
    private static final class Opened {
        private final ModelBundle bundle;
        private int users;

        private Opened(ModelBundle bundle) {
            this.bundle = bundle;
        }
    }

    /**
     * The model, opened now if it is not. Others wait meanwhile, whatever they ask for: opening takes all cores anyway.
     *
     * @throws PermanentFailure where the stored bundle is broken or is not the one that {@code ref} names
     */
    public synchronized Lease lease(ModelRef ref) throws PermanentFailure {
        if (closed) {
            throw new IllegalStateException("model " + ref.key() + " was asked for after the cache was closed");
        }
        Opened model = models.get(ref);
        if (model == null) {
            model = open(ref);
            models.put(ref, model);
        }
        model.users++;
        trim();
        return new Lease(model);
    }

    private Opened open(ModelRef ref) throws PermanentFailure {
        long start = System.nanoTime();
        ModelBundle bundle;
        try {
            bundle = ModelBundle.open(files.fetch(ref));
        } catch (BundleException e) {
            LOG.atWarn().addKeyValue("model", ref.key()).setCause(e).log("model cannot be opened and is fetched anew");
            files.forget(ref);
            bundle = openAnew(ref);
        }
        LOG.atInfo()
                .addKeyValue("model", ref.key())
                .addKeyValue("seconds", (System.nanoTime() - start) / 1e9)
                .log("model opened");
        return new Opened(bundle);
    }

    /** What the store has now is what counts: files on this machine may have been harmed. */
    private ModelBundle openAnew(ModelRef ref) throws PermanentFailure {
        try {
            return ModelBundle.open(files.fetch(ref));
        } catch (BundleException e) {
            files.forget(ref);
            throw new PermanentFailure("model " + ref.key() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Closes what is unused, the least recently used first, until no more than the wanted number is open. */
    private void trim() {
        List<ModelRef> unused = new ArrayList<>();
        models.forEach((ref, model) -> {
            if (model.users == 0) {
                unused.add(ref);
            }
        });
        int most = closed ? 0 : open;
        for (ModelRef ref : unused) {
            if (models.size() <= most) {
                return;
            }
            Opened model = models.remove(ref);
            if (model != null) {
                model.bundle.close();
                LOG.atInfo().addKeyValue("model", ref.key()).log("model closed");
            }
        }
    }

    /** Closes all models; those in use when they are given back. */
    @Override
    public synchronized void close() {
        closed = true;
        trim();
    }
}
