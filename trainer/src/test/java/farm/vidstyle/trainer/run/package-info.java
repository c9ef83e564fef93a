@NullMarked
package farm.vidstyle.trainer.run;

import org.jspecify.annotations.NullMarked;
