/**
 * The configuration of a training run: the reference's YAML files as they are, with a section {@code weights} of our own for what the reference
 * downloads by itself. All problems of a file are reported at once.
 */
@NullMarked
package farm.vidstyle.trainer.config;

import org.jspecify.annotations.NullMarked;
