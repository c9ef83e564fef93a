/** The ingest service as a whole: what it is made of, how it is configured, how it starts and stops. */
@NullMarked
package farm.vidstyle.ingest;

import org.jspecify.annotations.NullMarked;
