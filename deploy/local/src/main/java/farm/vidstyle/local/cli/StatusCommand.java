package farm.vidstyle.local.cli;

import com.fasterxml.jackson.core.JacksonException;
import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.local.client.FarmClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where an edit or a video stands, or the newest edits. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show an edit, a video, or the newest edits.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "An edit's or a video's id; left out: the newest edits.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws JacksonException {
        PrintWriter out = spec.commandLine().getOut();
        FarmClient client = farm.client();
        if (id == null) {
            client.edits()
                    .forEach(edit -> out.println(
                            json
                                    ? edit
                                    : edit.path("edit").asText() + "  "
                                            + edit.path("state").asText()));
        } else if (id.startsWith("vid_")) {
            out.println(client.video(new VideoId(id)));
        } else if (json) {
            out.println(Json.EVENTS.writeValueAsString(client.status(new EditId(id))));
        } else {
            new Progress(out, Progress.Style.LINES).show(id, client.status(new EditId(id)));
        }
        out.flush();
        return 0;
    }
}
