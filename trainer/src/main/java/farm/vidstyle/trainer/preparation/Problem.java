package farm.vidstyle.trainer.preparation;

/**
 * Something wrong with one file or folder.
 *
 * @param file which one, relative to where the user said
 * @param message what is wrong and what would be right
 */
public record Problem(String file, String message) {
    @Override
    public String toString() {
        return file + ": " + message;
    }
}
