package farm.vidstyle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecoderBenchmarkTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Speeds of so small a network say nothing; that all is measured, and that the pixels agree, holds at any size. */
    @Test
    void everyFigureIsMeasuredAndThePixelsAgree() throws Exception {
        List<String> said = new ArrayList<>();

        List<Figure> figures = DecoderBenchmark.run(new DecoderPlan(32, 16, Duration.ZERO), said::add);

        Map<String, JsonNode> byName = new HashMap<>();
        for (Figure figure : figures) {
            JsonNode json = JSON.readTree(figure.json());
            assertThat(json.fieldNames())
                    .toIterable()
                    .containsExactly("name", "value", "unit", "baseline", "ratio", "target", "met");
            assertThat(json.get("value").asDouble())
                    .as(figure.name())
                    .isPositive()
                    .isFinite();
            byName.put(figure.name(), json);
        }
        assertThat(byName)
                .containsOnlyKeys(
                        "convolution.peak.float32",
                        "convolution.peak.bfloat16",
                        "decoder.work",
                        "decoder.throughput",
                        "decoder.frame",
                        "decoder.frame.bfloat16",
                        "decoder.difference",
                        "decoder.psnr.bfloat16",
                        "decoder.alike",
                        "decoder.memory",
                        "decoder.memory.bfloat16");
        assertThat(byName.get("decoder.throughput").get("target").asDouble()).isEqualTo(0.75);
        assertThat(byName.get("decoder.frame").get("target").asDouble()).isEqualTo(2.8);
        assertThat(byName.get("decoder.alike").get("met").asBoolean()).isTrue();
        assertThat(byName.get("decoder.difference").get("met").asBoolean()).isTrue();
        assertThat(byName.get("decoder.psnr.bfloat16").get("value").asDouble()).isGreaterThan(40);
        assertThat(said).anyMatch(sentence -> sentence.startsWith("round 3"));
    }
}
