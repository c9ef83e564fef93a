@NullMarked
package farm.vidstyle.ingest.landmarks;

import org.jspecify.annotations.NullMarked;
