@NullMarked
package farm.vidstyle.ingest.planning;

import org.jspecify.annotations.NullMarked;
