package farm.vidstyle.local.embedded;

import farm.vidstyle.farm.objectstore.Layout;
import farm.vidstyle.farm.objectstore.ObjectKey;
import farm.vidstyle.farm.objectstore.ObjectStore;
import farm.vidstyle.trainer.demo.DemoBundle;

/** Puts the shipped demo model where the workers look for models. */
final class DemoModel {
    private DemoModel() {}

    /** The manifest goes last: a model whose manifest is there is whole. */
    static void ensure(ObjectStore store) {
        for (String file : DemoBundle.weightFiles()) {
            put(store, file);
        }
        put(store, DemoBundle.MANIFEST);
    }

    private static void put(ObjectStore store, String file) {
        ObjectKey key = Layout.model(DemoBundle.NAME, DemoBundle.VERSION, file);
        byte[] shipped = DemoBundle.read(file);
        if (store.size(key).orElse(-1) != shipped.length || !java.util.Arrays.equals(store.read(key), shipped)) {
            store.put(key, shipped);
        }
    }
}
