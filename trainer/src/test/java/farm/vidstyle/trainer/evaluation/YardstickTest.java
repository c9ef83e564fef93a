package farm.vidstyle.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farm.vidstyle.networks.bundle.ModelBundle;
import farm.vidstyle.trainer.demo.DemoBundle;
import farm.vidstyle.trainer.evaluation.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickTest {

    private static final int CLIPS = 3;

    @TempDir
    Path folder;

    @Test
    void aTinyEvaluationNamesEveryTargetAndShowsItsPictures() throws IOException {
        List<Integer> progress = new ArrayList<>();
        Path out = folder.resolve("out");
        Evaluation evaluation;
        try (ModelBundle bundle = demo()) {
            evaluation = new Yardstick(bundle, CLIPS, 0).run(progress::add);
            evaluation.write(out);
            Page.write(evaluation, new Gallery(bundle, 0).exhibits(bundle), out);
        }

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(out.resolve(Evaluation.FILE).toFile());
        assertThat(progress).containsExactly(1, 2, 3);
        assertThat(json.get("targets").findValuesAsText("name"))
                .contains(
                        "inversion PSNR",
                        "inversion less reconstruction",
                        "reconstruction pose: shift x",
                        "reconstruction pose: shift y",
                        "reconstruction pose: yaw",
                        "reconstruction pose: roll",
                        "reconstruction pose: mouth",
                        "animation pose",
                        "animation looks kept",
                        "edit success",
                        "edit others kept",
                        "paraphrase success",
                        "paraphrase others kept",
                        "interpolation over blended pixels",
                        "interpolation over blended codes",
                        "extrapolation over repeating, half a clip");
        assertThat(json.get("targets"))
                .allSatisfy(target ->
                        assertThat(target.fieldNames()).toIterable().contains("name", "value", "target", "met"));
        assertThat(pictures(Files.readString(out.resolve(Page.FILE))))
                .hasSizeGreaterThan(50)
                .allSatisfy(picture -> assertThat(out.resolve(picture)).isNotEmptyFile());
    }

    @Test
    void nothingIsMeasuredOnNoClips() {
        try (ModelBundle bundle = demo()) {
            assertThatThrownBy(() -> new Yardstick(bundle, 0, 0)).hasMessageContaining("clips is 0");
        }
    }

    private ModelBundle demo() {
        Path bundle = folder.resolve("bundle");
        DemoBundle.extract(bundle);
        return ModelBundle.open(bundle);
    }

    private static List<String> pictures(String html) {
        return Pattern.compile("src=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
