@NullMarked
package farm.vidstyle.trainer.config;

import org.jspecify.annotations.NullMarked;
