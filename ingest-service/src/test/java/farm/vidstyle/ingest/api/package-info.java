@NullMarked
package farm.vidstyle.ingest.api;

import org.jspecify.annotations.NullMarked;
