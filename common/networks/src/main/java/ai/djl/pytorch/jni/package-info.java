/**
 * One class inside DJL's own package, because what it calls is package-private there: running a TorchScript method by
 * name. Only {@code farm.vidstyle.networks.torchscript} may use it.
 */
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
