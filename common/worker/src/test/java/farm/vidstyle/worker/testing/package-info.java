/** A model small enough for tests, and a farm of one process around it; for the tests of all workers. */
@NullMarked
package farm.vidstyle.worker.testing;

import org.jspecify.annotations.NullMarked;
