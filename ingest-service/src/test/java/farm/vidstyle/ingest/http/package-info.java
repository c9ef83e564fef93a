@NullMarked
package farm.vidstyle.ingest.http;

import org.jspecify.annotations.NullMarked;
