package farm.vidstyle.local.cli;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.local.client.FarmClient;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uploads a video, submits an edit of it, follows it and fetches the clip. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Upload a video and edit it.")
public final class SubmitCommand implements Callable<Integer> {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Mixin
    private final EditOptions choices = new EditOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE|ID", description = "Whose content: a video file, or the id of one uploaded before.")
    private String content = "";

    @Option(
            names = "--landmarks",
            paramLabel = "JSON",
            description = "Where the face of FILE is, frame by frame, for a model that aligns faces (default: the farm"
                    + " looks for it).")
    private @Nullable Path landmarks;

    @Option(names = "--motion-landmarks", paramLabel = "JSON", description = "The same for the file of --motion.")
    private @Nullable Path motionLandmarks;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where to put the clip; left out: submit and return.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        Progress progress = new Progress(console, Progress.Style.of(json));
        choices.check();
        FarmClient client = farm.client();
        String motion = choices.motion();
        if (motion == null && motionLandmarks != null) {
            throw new ParameterException(
                    spec.commandLine(), "--motion-landmarks are of the file of --motion, which is not there");
        }
        VideoId video = video(client, content, landmarks, progress);
        VideoId driver = motion == null ? video : video(client, motion, motionLandmarks, progress);
        EditId edit =
                client.submit(choices.edit(video, driver), UUID.randomUUID().toString());
        progress.event(Map.of("submitted", edit));
        progress.say("submitted " + edit);
        if (out == null) {
            return 0;
        }
        GetCommand.fetch(client, edit, out, progress);
        return 0;
    }

    private VideoId video(FarmClient client, String fileOrId, @Nullable Path track, Progress progress) {
        Path file = Path.of(fileOrId);
        if (!Files.exists(file) && fileOrId.startsWith("vid_")) {
            if (track != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "landmarks '" + track + "' are for " + fileOrId
                                + ", which is uploaded already; expected a file that is uploaded with them");
            }
            return new VideoId(fileOrId);
        }
        VideoId video = track == null
                ? client.upload(file, choices.model())
                : client.upload(file, choices.model(), client.supply(track));
        progress.event(Map.of("uploaded", video, "file", fileOrId));
        progress.say("uploaded " + fileOrId + " as " + video);
        return video;
    }
}
