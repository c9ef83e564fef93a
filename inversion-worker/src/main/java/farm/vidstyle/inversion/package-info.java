/**
 * Chunks of aligned frames become W+ codes, stored and published. Every chunk is work of its own; nothing is kept from
 * one to the next but the open model. The launcher and {@code main} start {@link
 * farm.vidstyle.inversion.InversionService}. Letters of shapes: {@code N} frames, {@code L} style layers, {@code S}
 * style width.
 */
@NullMarked
package farm.vidstyle.inversion;

import org.jspecify.annotations.NullMarked;
