/** Tests of importing official files. */
@NullMarked
package farm.vidstyle.networks.imports;

import org.jspecify.annotations.NullMarked;
