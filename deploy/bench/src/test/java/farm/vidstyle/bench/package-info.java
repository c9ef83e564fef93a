@NullMarked
package farm.vidstyle.bench;

import org.jspecify.annotations.NullMarked;
