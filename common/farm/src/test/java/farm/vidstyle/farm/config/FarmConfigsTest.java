package farm.vidstyle.farm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.TopicLayout;
import farm.vidstyle.farm.objectstore.StoreConfig;
import farm.vidstyle.farm.work.WorkConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The configurations that all services share: defaults, and every name set. */
class FarmConfigsTest {
    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void defaultsOfKafkaTopicsAndWork() {
        assertThat(Settings.read(NOTHING, KafkaConfig::from)).isEqualTo(KafkaConfig.of("localhost:9092"));
        assertThat(Settings.read(NOTHING, TopicLayout::from)).isEqualTo(TopicLayout.DEFAULT);
        assertThat((Object) Settings.read(NOTHING, settings -> WorkConfig.from(settings, "group")))
                .isEqualTo(WorkConfig.of("group"));
    }

    @Test
    void everyNameOfKafkaTopicsAndWork() {
        Map<String, String> values = Map.of(
                "VIDSTYLE_KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                "VIDSTYLE_KAFKA_SECURITY_PROTOCOL", "SSL",
                "VIDSTYLE_TOPIC_PARTITIONS", "12",
                "VIDSTYLE_TOPIC_REPLICAS", "3",
                "VIDSTYLE_WORKER", "w1",
                "VIDSTYLE_WORK_LOCK", "2m",
                "VIDSTYLE_WORK_ATTEMPTS", "7",
                "VIDSTYLE_WORK_BACKOFF", "3s");

        assertThat(Settings.read(values, KafkaConfig::from))
                .isEqualTo(new KafkaConfig("a:1,b:2", Map.of("security.protocol", "SSL")));
        assertThat(Settings.read(values, TopicLayout::from)).isEqualTo(new TopicLayout(12, (short) 3));
        assertThat((Object) Settings.read(values, settings -> WorkConfig.from(settings, "g")))
                .isEqualTo(new WorkConfig("g", "w1", Duration.ofMinutes(2), 7, Duration.ofSeconds(3)));
    }

    @Test
    void storesByTheirAddress() {
        Map<String, String> s3 = Map.of(
                "VIDSTYLE_STORE", "s3://videos",
                "VIDSTYLE_S3_ENDPOINT", "http://minio:9000",
                "VIDSTYLE_S3_ACCESS_KEY", "farm",
                "VIDSTYLE_S3_SECRET_KEY", "hush",
                "VIDSTYLE_S3_REGION", "eu-1");

        assertThat(Settings.read(Map.of("VIDSTYLE_STORE", "file:///var/lib/vidstyle"), StoreConfig::from))
                .isEqualTo(new StoreConfig.Directory(Path.of("/var/lib/vidstyle")));
        assertThat(Settings.read(s3, StoreConfig::from))
                .isEqualTo(new StoreConfig.S3("videos", URI.create("http://minio:9000"), "farm", "hush", "eu-1"));
    }

    @Test
    void secretsAreNotPrinted() {
        StoreConfig s3 = new StoreConfig.S3("videos", URI.create("http://minio:9000"), "farm", "hush", "");
        KafkaConfig kafka = new KafkaConfig("a:1", Map.of("sasl.jaas.config", "hush"));

        assertThat(s3 + " " + kafka).doesNotContain("hush").contains("videos", "sasl.jaas.config");
    }

    @Test
    void storesThatCannotBeAreNamed() {
        for (String store :
                new String[] {"ftp://x", "/var/lib", "file://host/path", "s3:", "s3://a b", "file:relative"}) {
            assertThatThrownBy(() -> Settings.read(Map.of("VIDSTYLE_STORE", store), StoreConfig::from))
                    .as(store)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("'" + store + "'");
        }
        assertThatThrownBy(() -> Settings.read(NOTHING, StoreConfig::from))
                .hasMessage("VIDSTYLE_STORE is not set; expected a value");
        assertThatThrownBy(() -> Settings.read(
                        Map.of("VIDSTYLE_STORE", "s3://videos", "VIDSTYLE_S3_ENDPOINT", "minio"), StoreConfig::from))
                .hasMessageContaining("VIDSTYLE_S3_ACCESS_KEY is not set")
                .hasMessageContaining("VIDSTYLE_S3_SECRET_KEY is not set")
                .hasMessageContaining("S3 endpoint is 'minio'");
    }
}
