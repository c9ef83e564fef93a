@NullMarked
package farm.vidstyle.ingest.status;

import org.jspecify.annotations.NullMarked;
