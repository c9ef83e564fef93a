/**
 * Between 8-bit pictures and the arrays of networks: resizing exactly as the Python Imaging Library does it, on which the reference's
 * preparation of inputs rests, and the two conversions of value ranges. Called where pictures enter and images leave.
 */
@NullMarked
package farm.vidstyle.networks.pixels;

import org.jspecify.annotations.NullMarked;
