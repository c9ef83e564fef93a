/**
 * Work items from a topic are done by any number of workers, each item by one of them at a time. A worker that dies
 * gives its item back by dying; an item that keeps failing ends in the topic of dead work. Delivery is at least once:
 * what the work writes must have a name computed from the item, so that doing it twice changes nothing.
 */
@NullMarked
package farm.vidstyle.farm.work;

import org.jspecify.annotations.NullMarked;
