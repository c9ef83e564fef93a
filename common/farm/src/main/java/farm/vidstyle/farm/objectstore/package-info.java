/**
 * Where objects are, and the store that holds them. Names are computed from the work, so that doing the work
 * twice writes the same object.
 */
@NullMarked
package farm.vidstyle.farm.objectstore;

import org.jspecify.annotations.NullMarked;
