@NullMarked
package farm.vidstyle.local.dataset;

import org.jspecify.annotations.NullMarked;
