@NullMarked
package farm.vidstyle.trainer.demo;

import org.jspecify.annotations.NullMarked;
