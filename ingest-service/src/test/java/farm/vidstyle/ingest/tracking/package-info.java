@NullMarked
package farm.vidstyle.ingest.tracking;

import org.jspecify.annotations.NullMarked;
