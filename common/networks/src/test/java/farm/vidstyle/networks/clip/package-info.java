/** Tests of CLIP and its tokenizer against the reference's vectors and, where it is present, the genuine vocabulary. */
@NullMarked
package farm.vidstyle.networks.clip;

import org.jspecify.annotations.NullMarked;
