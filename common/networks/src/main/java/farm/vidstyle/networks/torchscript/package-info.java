/**
 * Tensor programs written as TorchScript text: a resource file of functions becomes a module in memory whose methods are
 * called with NDArrays.
 *
 * <p>DJL lacks many operations of libtorch (transposed convolution, resizing without antialiasing, reflection padding,
 * attention) and pays a call into native code for each one it has. A whole layer or network as one method has every
 * operation, one call, and intermediates that are freed at once; autograd passes through. Sources ({@code *.torchscript})
 * lie in the resources beside the Java class that calls them. {@link farm.vidstyle.networks.torchscript.TorchScript} is
 * the entry; {@link farm.vidstyle.networks.torchscript.Gradients} says whether a thread records gradients.
 */
@NullMarked
package farm.vidstyle.networks.torchscript;

import org.jspecify.annotations.NullMarked;
