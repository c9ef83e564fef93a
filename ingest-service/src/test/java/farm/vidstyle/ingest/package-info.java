@NullMarked
package farm.vidstyle.ingest;

import org.jspecify.annotations.NullMarked;
