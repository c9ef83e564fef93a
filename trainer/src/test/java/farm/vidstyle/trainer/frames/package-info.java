@NullMarked
package farm.vidstyle.trainer.frames;

import org.jspecify.annotations.NullMarked;
