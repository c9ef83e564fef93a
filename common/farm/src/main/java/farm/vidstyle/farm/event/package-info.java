/** The facts that travel between the services. */
@NullMarked
package farm.vidstyle.farm.event;

import org.jspecify.annotations.NullMarked;
