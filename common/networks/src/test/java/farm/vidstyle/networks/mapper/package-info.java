/** Tests of the mapper network against the reference's numbers. */
@NullMarked
package farm.vidstyle.networks.mapper;

import org.jspecify.annotations.NullMarked;
