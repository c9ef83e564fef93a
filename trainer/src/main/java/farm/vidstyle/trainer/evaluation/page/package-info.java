/**
 * Turns an evaluation into a folder that a browser shows without network and without scripts: a page of targets, pictures and films beside
 * their truth and their plain alternatives, and all figures.
 */
@NullMarked
package farm.vidstyle.trainer.evaluation.page;

import org.jspecify.annotations.NullMarked;
