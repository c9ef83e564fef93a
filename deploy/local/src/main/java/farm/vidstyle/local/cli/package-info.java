/**
 * One class a command of {@code ./vidstyle}. Commands parse, ask the client or start the embedded farm, and print; an
 * error is one line on standard error and exit status 1, wrong usage 2.
 */
@NullMarked
package farm.vidstyle.local.cli;

import org.jspecify.annotations.NullMarked;
