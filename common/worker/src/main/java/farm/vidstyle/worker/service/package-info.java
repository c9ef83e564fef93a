/**
 * How a worker is set up: its configuration, and the place it works in, which all workers of a process share.
 */
@NullMarked
package farm.vidstyle.worker.service;

import org.jspecify.annotations.NullMarked;
