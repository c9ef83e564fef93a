/**
 * Which models the store offers, as far as planning needs to know: frame sizes, alignment, length of a window.
 * Networks and weights are not this package's business.
 */
@NullMarked
package farm.vidstyle.farm.model;

import org.jspecify.annotations.NullMarked;
