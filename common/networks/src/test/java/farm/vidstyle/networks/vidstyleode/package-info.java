/** Tests of the whole model, against the reference end to end. */
@NullMarked
package farm.vidstyle.networks.vidstyleode;

import org.jspecify.annotations.NullMarked;
