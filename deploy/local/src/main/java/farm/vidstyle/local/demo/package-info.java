/** {@code ./vidstyle demo}: uploads rendered sample videos to an embedded farm, edits them in five ways, keeps the results. */
@NullMarked
package farm.vidstyle.local.demo;

import org.jspecify.annotations.NullMarked;
