@NullMarked
package farm.vidstyle.trainer.report;

import org.jspecify.annotations.NullMarked;
