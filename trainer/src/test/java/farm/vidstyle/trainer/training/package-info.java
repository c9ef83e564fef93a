@NullMarked
package farm.vidstyle.trainer.training;

import org.jspecify.annotations.NullMarked;
