/**
 * {@code ./vidstyle dataset …}: what prepares a training set, one command a class. The work is done elsewhere; here are options, progress and what is said at the end.
 */
@NullMarked
package farm.vidstyle.local.cli.dataset;

import org.jspecify.annotations.NullMarked;
