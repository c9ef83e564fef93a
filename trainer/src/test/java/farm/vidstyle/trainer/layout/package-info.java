@NullMarked
package farm.vidstyle.trainer.layout;

import org.jspecify.annotations.NullMarked;
