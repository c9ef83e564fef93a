@NullMarked
package farm.vidstyle.trainer.dataset;

import org.jspecify.annotations.NullMarked;
