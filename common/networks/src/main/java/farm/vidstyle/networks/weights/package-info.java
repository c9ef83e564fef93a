/**
 * Turns files of weights into named arrays and back. A {@link farm.vidstyle.networks.weights.Checkpoint} reads one file of any known
 * format into a tree of plain data and tensors; {@link farm.vidstyle.networks.weights.Weights} is the strict view on one state dict of
 * it from which every network is built; {@link farm.vidstyle.networks.weights.Safetensors} and
 * {@link farm.vidstyle.networks.weights.TorchWriter} write. Files come from outside and are hostile until read: a pickle may name only
 * the constructors of an allow-list, none of which runs code, and every length is checked against the file before anything is
 * allocated. Tensors stay in the mapped file until a network asks for them.
 */
@NullMarked
package farm.vidstyle.networks.weights;

import org.jspecify.annotations.NullMarked;
