/**
 * What is in a file of weights or in a bundle: names, shapes, types and sizes, without building a network.
 *
 * <p>{@link farm.vidstyle.networks.inspect.FileContents} describes a file, {@link farm.vidstyle.networks.inspect.TensorTree} shows its
 * names as a tree.
 */
@NullMarked
package farm.vidstyle.networks.inspect;

import org.jspecify.annotations.NullMarked;
