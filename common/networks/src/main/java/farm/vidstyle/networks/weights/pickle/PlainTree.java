package farm.vidstyle.networks.weights.pickle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Checks that what a pickle built ends somewhere: no structure contains itself and none is nested deeply, so that the result can be
 * walked by recursion. Parts may still be shared; who walks has to bound the number of visits.
 */
public final class PlainTree {
    private static final int MAX_DEPTH = 200;

    private PlainTree() {}

    private record Level(Object container, Iterator<?> children) {}

    /** The same value; refused where it contains itself or goes too deep. Each container is looked at once, however often it is shared. */
    public static Object requireFinite(Object root) {
        IdentityHashMap<Object, Integer> heights = new IdentityHashMap<>(); // 0 while open, then its height
        Deque<Level> open = new ArrayDeque<>();
        open(root, heights, open);
        while (!open.isEmpty()) {
            Level level = open.element();
            if (level.children().hasNext()) {
                Object child = level.children().next();
                if (isContainer(child) && !heights.containsKey(child)) {
                    open(child, heights, open);
                } else if (isContainer(child) && heights.get(child) == 0) {
                    throw new PickleException("has a structure that contains itself");
                }
            } else {
                open.remove();
                heights.put(level.container(), height(level.container(), heights));
            }
        }
        return root;
    }

    private static void open(Object value, IdentityHashMap<Object, Integer> heights, Deque<Level> open) {
        if (!isContainer(value)) {
            return;
        }
        if (open.size() == MAX_DEPTH) {
            throw new PickleException("nests structures more than " + MAX_DEPTH + " deep");
        }
        heights.put(value, 0);
        open.push(new Level(value, children(value).iterator()));
    }

    /** Sharing can stack structures that were closed before, so that the depth of the walk alone is not the depth of the tree. */
    private static int height(Object container, IdentityHashMap<Object, Integer> heights) {
        int height = 1;
        for (Object child : children(container)) {
            height = Math.max(height, 1 + heights.getOrDefault(child, 0));
        }
        if (height > MAX_DEPTH) {
            throw new PickleException("nests structures more than " + MAX_DEPTH + " deep");
        }
        return height;
    }

    private static boolean isContainer(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private static Collection<?> children(Object container) {
        return container instanceof Map<?, ?> map ? map.values() : (List<?>) container;
    }
}
