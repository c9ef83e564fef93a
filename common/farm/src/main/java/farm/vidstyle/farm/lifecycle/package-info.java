/**
 * How a service stops: the hook wakes the main thread, which closes what it opened, in reverse.
 */
@NullMarked
package farm.vidstyle.farm.lifecycle;

import org.jspecify.annotations.NullMarked;
