/**
 * From the files that people have to a model bundle: the official checkpoints and the training configuration become one folder that the
 * farm takes.
 *
 * <p>{@link farm.vidstyle.networks.imports.BundleImport} is the entry. Where a network lies in a file is declared, not guessed; sizes are
 * read from the weights and compared with the configuration, and where the two disagree both are named. Files come from outside: they
 * are read by {@link farm.vidstyle.networks.weights.Checkpoint} alone, and nothing is left behind where an import fails.
 */
@NullMarked
package farm.vidstyle.networks.imports;

import org.jspecify.annotations.NullMarked;
