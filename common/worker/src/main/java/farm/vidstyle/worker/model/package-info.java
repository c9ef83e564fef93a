/**
 * Model bundles on this machine: fetched from the store by reference, verified, opened once, and kept while they are
 * used. Networks know no store and the store knows no networks; here the two meet.
 */
@NullMarked
package farm.vidstyle.worker.model;

import org.jspecify.annotations.NullMarked;
