package farm.vidstyle.video.align;

/** How source frames come to the model's frame size. */
public enum Alignment {
    /** The whole frame, stretched where the aspect ratios differ. */
    NONE,
    /** The largest centred part with the model's aspect ratio. */
    CENTER_CROP,
    /** The square around the face that FFHQ is cut to, upright and of the same size in every frame. */
    FACE
}
