@NullMarked
package farm.vidstyle.trainer.objective;

import org.jspecify.annotations.NullMarked;
