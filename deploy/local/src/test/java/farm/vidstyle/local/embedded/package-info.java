@NullMarked
package farm.vidstyle.local.embedded;

import org.jspecify.annotations.NullMarked;
