@NullMarked
package farm.vidstyle.local;

import org.jspecify.annotations.NullMarked;
