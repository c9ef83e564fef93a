@NullMarked
package farm.vidstyle.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
