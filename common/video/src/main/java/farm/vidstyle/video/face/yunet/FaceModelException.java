package farm.vidstyle.video.face.yunet;

/** A file is no model that finds faces; the message says which file and what would be right. */
public final class FaceModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FaceModelException(String message, Throwable cause) {
        super(message, cause);
    }

    FaceModelException(String message) {
        super(message);
    }
}
