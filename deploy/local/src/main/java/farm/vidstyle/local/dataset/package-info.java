/**
 * Frames of a training set become W+ codes by a farm's own inversion workers. The way is the front door's, which every farm has and which
 * needs neither its broker nor its store: a folder's frames go up as a lossless video, and the codes come back as the workers stored
 * them. {@link farm.vidstyle.local.dataset.Inversion} is the entry; the layout of the set is the trainer's.
 */
@NullMarked
package farm.vidstyle.local.dataset;

import org.jspecify.annotations.NullMarked;
