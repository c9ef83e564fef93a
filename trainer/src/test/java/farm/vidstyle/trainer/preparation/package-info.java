@NullMarked
package farm.vidstyle.trainer.preparation;

import org.jspecify.annotations.NullMarked;
