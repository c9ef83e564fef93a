/** The commands about models: from weights to a bundle, looking into it, checking it, and into a farm's store. */
@NullMarked
package farm.vidstyle.local.cli.model;

import org.jspecify.annotations.NullMarked;
