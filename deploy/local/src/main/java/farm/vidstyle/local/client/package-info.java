/** The farm's HTTP API as a Java client: upload, submit, follow, fetch. What the command line and the demo speak through. */
@NullMarked
package farm.vidstyle.local.client;

import org.jspecify.annotations.NullMarked;
