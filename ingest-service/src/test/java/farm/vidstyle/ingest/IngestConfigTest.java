package farm.vidstyle.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.config.ConfigException;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.work.WorkConfig;
import farm.vidstyle.ingest.api.FrontDoorConfig;
import farm.vidstyle.ingest.tracking.TrackerConfig;
import farm.vidstyle.video.probe.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    @Test
    void defaultsAreThoseDocumented() {
        IngestConfig config = IngestConfig.from(Map.of("VIDSTYLE_STORE", "file:///data"));

        WorkConfig splitting = WorkConfig.of("vidstyle-splitting");
        assertThat(config.frontDoor())
                .isEqualTo(new FrontDoorConfig(
                        8080, new Limits(2147483648L, 600, 33177600, 36000), 16, Duration.ofSeconds(60)));
        assertThat(config.managementPort()).isEqualTo(9090);
        assertThat(config.kafka()).isEqualTo(KafkaConfig.of("localhost:9092"));
        assertThat(config.tracker().threads()).isEqualTo(1);
        assertThat(config.splitting())
                .isEqualTo(new WorkConfig(
                        splitting.group(),
                        splitting.worker(),
                        Duration.ofHours(1),
                        splitting.attempts(),
                        splitting.backoff()));
        assertThat(config.assembly()).isEqualTo(WorkConfig.of("vidstyle-assembly"));
        assertThat(config.faceModel()).isNull();
    }

    @Test
    void everyNameIsRead() {
        IngestConfig config = IngestConfig.from(Map.ofEntries(
                Map.entry("VIDSTYLE_STORE", "file:///objects"),
                Map.entry("VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093"),
                Map.entry("VIDSTYLE_PORT", "81"),
                Map.entry("VIDSTYLE_MANAGEMENT_PORT", "82"),
                Map.entry("VIDSTYLE_MAX_BYTES", "1000"),
                Map.entry("VIDSTYLE_MAX_SECONDS", "2.5"),
                Map.entry("VIDSTYLE_MAX_PIXELS", "3000"),
                Map.entry("VIDSTYLE_MAX_FRAMES", "40"),
                Map.entry("VIDSTYLE_MAX_UPLOADS", "5"),
                Map.entry("VIDSTYLE_CLIENT_PATIENCE", "6s"),
                Map.entry("VIDSTYLE_WORK_DIR", "/scratch"),
                Map.entry("VIDSTYLE_TRACKER_THREADS", "7"),
                Map.entry("VIDSTYLE_TRACKER_REPLICATION", "3"),
                Map.entry("VIDSTYLE_WORKER", "me"),
                Map.entry("VIDSTYLE_WORK_LOCK", "8m"),
                Map.entry("VIDSTYLE_WORK_ATTEMPTS", "2"),
                Map.entry("VIDSTYLE_WORK_BACKOFF", "9s"),
                Map.entry("VIDSTYLE_SPLITTING_LOCK", "10m"),
                Map.entry("VIDSTYLE_FACE_MODEL", "/models/yunet.onnx")));

        KafkaConfig kafka = KafkaConfig.of("kafka:9093");
        assertThat(config)
                .isEqualTo(new IngestConfig(
                        82,
                        new StoreConfig.Directory(Path.of("/objects")),
                        kafka,
                        new FrontDoorConfig(81, new Limits(1000, 2.5, 3000, 40), 5, Duration.ofSeconds(6)),
                        Path.of("/scratch"),
                        new TrackerConfig(kafka, Path.of("/scratch/tracker"), 7, 3),
                        new WorkConfig("vidstyle-splitting", "me", Duration.ofMinutes(10), 2, Duration.ofSeconds(9)),
                        new WorkConfig("vidstyle-assembly", "me", Duration.ofMinutes(8), 2, Duration.ofSeconds(9)),
                        Path.of("/models/yunet.onnx")));
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> IngestConfig.from(Map.of("VIDSTYLE_PORT", "http", "VIDSTYLE_MAX_FRAMES", "-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("VIDSTYLE_PORT is 'http'")
                .hasMessageContaining("VIDSTYLE_MAX_FRAMES is '-1'")
                .hasMessageContaining("VIDSTYLE_STORE");
    }
}
