/**
 * The files of a training set, in the layout of the reference: a folder for each video with the pictures {@code 000.png}, {@code 001.png},
 * … and {@code text_descriptions.txt}; the W+ code of each frame under the picture's name, {@code 000.pt}, beside it or in a folder of the
 * same name elsewhere; and lists of folders, a name a line. The preparation writes them, the inspection and the training read them. Two
 * files of ours may lie in a folder, {@code frames.json} and {@code codes.json}; their names sort behind the frames', for the reference
 * counts every file when it skips the first frames.
 */
@NullMarked
package farm.vidstyle.trainer.layout;

import org.jspecify.annotations.NullMarked;
