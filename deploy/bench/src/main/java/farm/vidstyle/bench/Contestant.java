package farm.vidstyle.bench;

import java.util.Map;

/** Something measured in a process of its own. */
interface Contestant {
    /** One round's numbers by name; the first call warms up. */
    Map<String, Double> measure();
}
