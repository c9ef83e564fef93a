package farm.vidstyle.video.probe;

import farm.vidstyle.video.frame.PictureSize;

/**
 * What a video is.
 *
 * @param container short name: mp4 (and its kin mov, m4v, 3gp), matroska (and webm), avi, gif, mpegts, …
 * @param codec of the pictures, by FFmpeg's name: h264, vp9, mpeg4, …
 * @param size as displayed: after rotation and pixel aspect
 * @param fps average over the whole video, counted where the header does not know it
 * @param frames counted, not estimated
 * @param audio whether there is sound
 */
public record VideoInfo(
        String container, String codec, PictureSize size, double fps, long frames, double seconds, boolean audio) {}
