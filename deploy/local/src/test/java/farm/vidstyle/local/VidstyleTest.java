package farm.vidstyle.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VidstyleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model inspect /no/such/file | no file '/no/such/file'",
                "model push /no/such/bundle --data target/no-farm | cannot read /no/such/bundle/bundle.yaml",
                "model import --config no.yaml --vocabulary no.gz --name x --version 1 --licence CC0 -o target/no-bundle | no file 'no.yaml'; expected the YAML file that the model was trained with",
                "model import --config no.yaml --vocabulary no.gz --name ../x --version 1 --licence CC0 -o target/no-bundle | name is '../x'; expected [a-z0-9]",
                "model import --config no.yaml --vocabulary no.gz --name x --version 1 --licence CC0 --alignment left -o no | alignment is 'left'; expected one of [none, center-crop, face]",
                "submit x.mp4 --times fps=abc | --times fps is 'abc'; expected a number",
                "submit x.mp4 --times rate=3  | expected NAME=NUMBER with NAME one of fps, start, end, speed, at",
                "submit x.mp4 --times fps=0   | times.fps is 0.0; expected a number from 1.0 to 240.0",
                "submit x.mp4 --from smiling  | style needs both --from and --to",
                "submit x.mp4 --code frame:x  | content.code is 'frame:x'; expected 'mean' or 'frame:N'",
                "submit x.mp4 --landmarks /no/such.json | no file '/no/such.json'; name a track of landmarks in JSON",
                "submit /no/such/file.mp4     | no file '/no/such/file.mp4'",
                "evaluate --bundle /no/such | --bundle is '/no/such'; expected a folder with a model's bundle.yaml and weights",
                "evaluate --bundle .        | cannot read ./bundle.yaml",
                "evaluate --clips 0         | clips is 0, seed 0; expected at least 1 clip",
                "status edt_1 --farm http://localhost:1 | no farm answers at http://localhost:1; start one with './vidstyle up'",
                "get '../x' -o y.mp4          | edit id is ''../x''",
                "bench decoder --size 48      | size is 48; expected a power of two from 8 to 1024",
            })
    void anErrorIsOneLineThatSaysWhatWouldBeRight(String arguments, String expected) {
        int status = run(arguments.split(" +"));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("vidstyle: ")
                .contains(expected);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void landmarksOfAVideoThatIsUploadedAlreadyAreRefused() {
        assertThat(run("submit", "vid_1", "--landmarks", "track.json")).isEqualTo(2);
        assertThat(err.toString()).contains("landmarks 'track.json' are for vid_1, which is uploaded already");
    }

    @Test
    void wrongUsageIsTold() {
        assertThat(run("submit")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter").contains("Usage: vidstyle submit");
    }

    private int run(String... arguments) {
        CommandLine line = Vidstyle.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
