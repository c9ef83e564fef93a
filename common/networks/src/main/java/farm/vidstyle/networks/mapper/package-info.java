/**
 * From conditions to a change of style: the mapper moves a W+ code, group of layers by group of layers.
 *
 * <p>{@link farm.vidstyle.networks.mapper.StyleMapper} is the entry. Its groups (coarse, medium, fine) are alike and differ
 * in their {@link farm.vidstyle.networks.mapper.MapperGroup}. Letters of shapes: {@code N} frames, {@code L} style layers,
 * {@code l} those of a group, {@code S} style width.
 */
@NullMarked
package farm.vidstyle.networks.mapper;

import org.jspecify.annotations.NullMarked;
