/**
 * Faces found by YuNet (Wu, Peng, Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023) through OpenCV, with a model file of
 * the user's. OpenCV is an optional dependency of this module, and nothing of it is loaded before a model is opened.
 * {@link farm.vidstyle.video.face.yunet.YuNet} is the entry.
 */
@NullMarked
package farm.vidstyle.video.face.yunet;

import org.jspecify.annotations.NullMarked;
