@NullMarked
package farm.vidstyle.ingest.splitting;

import org.jspecify.annotations.NullMarked;
