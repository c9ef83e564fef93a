package farm.vidstyle.ingest.splitting;

import farm.vidstyle.video.align.Aligner;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.frame.PictureSize;
import java.util.List;

/**
 * How the frames of one video come to a model's size.
 *
 * @param faces per frame whether a face was found in it; empty where none was looked for
 */
record VideoAligner(Alignment alignment, PictureSize size, Aligner aligner, List<Boolean> faces) {}
