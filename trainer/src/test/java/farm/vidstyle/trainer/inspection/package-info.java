@NullMarked
package farm.vidstyle.trainer.inspection;

import org.jspecify.annotations.NullMarked;
