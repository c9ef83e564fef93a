/** Disk space for files on their way: a video while it is looked at, a clip while it is put together. */
@NullMarked
package farm.vidstyle.ingest.scratch;

import org.jspecify.annotations.NullMarked;
