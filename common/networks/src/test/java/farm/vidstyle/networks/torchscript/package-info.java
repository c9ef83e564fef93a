/** Tests of the TorchScript bridge. */
@NullMarked
package farm.vidstyle.networks.torchscript;

import org.jspecify.annotations.NullMarked;
