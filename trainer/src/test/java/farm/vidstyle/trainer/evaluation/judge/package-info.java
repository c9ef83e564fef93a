@NullMarked
package farm.vidstyle.trainer.evaluation.judge;

import org.jspecify.annotations.NullMarked;
