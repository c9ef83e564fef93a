package farm.vidstyle.local.cli.dataset;

import farm.vidstyle.trainer.layout.FrameSettings;
import farm.vidstyle.trainer.preparation.Crew;
import farm.vidstyle.trainer.preparation.Extraction;
import farm.vidstyle.trainer.preparation.ExtractionOrder;
import farm.vidstyle.trainer.preparation.ExtractionReport;
import farm.vidstyle.trainer.preparation.FolderNaming;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.frame.PictureSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a folder of frames of every video below a folder. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Make a folder of frames, OUT/NAME/000.png and on, of every video below a folder. "
                + "What is whole already is kept, so it may be stopped and started again at any time.")
final class ExtractCommand implements Callable<Integer> {
    @Mixin
    private final Reporting reporting = new Reporting();

    @Parameters(index = "0", paramLabel = "VIDEOS", description = "The folder that has the videos, in any depth.")
    private Path videos = Path.of("videos");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where the folders of frames go.")
    private Path out = Path.of("dataset");

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            defaultValue = "256x256",
            converter = PictureSizeConverter.class,
            description = "Of the frames (default: ${DEFAULT-VALUE}).")
    private PictureSize size = new PictureSize(256, 256);

    @Option(
            names = "--align",
            paramLabel = "HOW",
            defaultValue = "center-crop",
            converter = AlignmentConverter.class,
            completionCandidates = AlignmentConverter.class,
            description = "How frames come to that size: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Alignment alignment = Alignment.CENTER_CROP;

    @Option(
            names = "--face-model",
            paramLabel = "FILE",
            defaultValue = "${env:VIDSTYLE_FACE_MODEL}",
            description = "A YuNet file that finds faces, for --align face (or VIDSTYLE_FACE_MODEL).")
    private @Nullable Path faceModel;

    @Option(names = "--fps", paramLabel = "N", description = "At most so many frames a second (default: all).")
    private double fps;

    @Option(names = "--skip", paramLabel = "N", description = "Leave the first N frames of each video out.")
    private int skip;

    @Option(
            names = "--names",
            paramLabel = "HOW",
            defaultValue = "path",
            description =
                    "How folders are called: by the video's path, Folder1_Video_1; or by count, Folder1_1, as in the"
                            + " reference's sets (${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}).")
    private FolderNaming naming = FolderNaming.PATH;

    @Option(names = "--overwrite", description = "Make folders anew that are of another video or of other settings.")
    private boolean overwrite;

    @Option(names = "--jobs", paramLabel = "N", description = "Videos at a time (default: one a core).")
    private int jobs = Reporting.cores();

    @Option(names = "--strict", description = "Exit with 1 where a video could not be used.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        FrameSettings settings = new FrameSettings(size.width(), size.height(), alignment, fps, skip);
        Crew crew = reporting.crew(jobs, "extracting", "kB");
        ExtractionReport report =
                new Extraction(new ExtractionOrder(videos, out, settings, faceModel, naming, overwrite)).run(crew);
        reporting.tell(report, report.problems(), sentence(report));
        boolean nothing = report.made() + report.kept() == 0;
        return nothing || (strict && !report.problems().isEmpty()) ? 1 : 0;
    }

    private String sentence(ExtractionReport report) {
        String bad = report.problems().isEmpty() ? "" : "; " + Reporting.count(report.problems()) + ", left videos out";
        return report.made() + " folders made with " + report.frames() + " frames, " + report.kept() + " kept in " + out
                + bad;
    }
}
