/**
 * Rendered segments become the clip: joined by copying their coded frames, with the source's sound where the clip plays at its
 * pace, and beside it what was asked for: GIF or WebM, source and result side by side, a contact sheet, the single frames.
 * Names are computed from the edit, so a second delivery writes the same objects. {@link farm.vidstyle.ingest.assembly.Assembler}
 * is the entry.
 */
@NullMarked
package farm.vidstyle.ingest.assembly;

import org.jspecify.annotations.NullMarked;
