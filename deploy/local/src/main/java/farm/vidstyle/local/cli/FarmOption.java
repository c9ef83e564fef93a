package farm.vidstyle.local.cli;

import farm.vidstyle.local.client.FarmClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which farm a client command speaks to. */
final class FarmOption {
    @Option(
            names = "--farm",
            paramLabel = "URL",
            defaultValue = "${env:VIDSTYLE_FARM:-http://localhost:8080}",
            description = "The farm's address (default: ${DEFAULT-VALUE}; or VIDSTYLE_FARM).")
    private URI farm = URI.create("http://localhost:8080");

    FarmClient client() {
        return new FarmClient(farm);
    }
}
