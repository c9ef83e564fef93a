package farm.vidstyle.trainer.run;

import java.nio.file.Path;

/** Who wants to know how a run goes. */
public interface RunListener {

    void stepped(StepReport report);

    /** Something worth a line. */
    void said(String sentence);

    /** A file was written for people to look at. */
    default void wrote(Path file) {
        said("wrote " + file);
    }
}
