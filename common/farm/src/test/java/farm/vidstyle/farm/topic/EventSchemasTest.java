package farm.vidstyle.farm.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import farm.vidstyle.farm.event.CodesInverted;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published schemas, the records, and the example events of version 1 agree. The examples are what services of that
 * version wrote: they must stay readable, so none of these files is ever changed.
 */
class EventSchemasTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<Topic<?>> jsonTopics() {
        return Topics.ALL.stream()
                .filter(topic -> !topic.equals(Topics.CODES_INVERTED))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("jsonTopics")
    void schemaNamesEveryComponentOfTheRecord(Topic<?> topic) throws IOException {
        JsonNode schema = Json.EVENTS.readTree(schemaText(topic));
        RecordComponent[] components = topic.eventType().getRecordComponents();

        assertThat(names(schema.path("properties")))
                .isEqualTo(
                        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet()));
        assertThat(required(schema))
                .isEqualTo(Arrays.stream(components)
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()));
        assertThat(schema.path("title").textValue()).isEqualTo(topic.name());
    }

    @ParameterizedTest
    @MethodSource("jsonTopics")
    void exampleOfVersion1IsReadAndWrittenUnchanged(Topic<?> topic) throws IOException {
        byte[] example = example(topic, "json");

        assertThat(validate(topic, new String(example, UTF_8))).isEmpty();
        byte[] written = rewrite(topic, example);
        assertThat(Json.EVENTS.readTree(written)).isEqualTo(Json.EVENTS.readTree(example));
    }

    @ParameterizedTest
    @MethodSource("jsonTopics")
    void whatANewerWriterAddsIsPassedOver(Topic<?> topic) throws IOException {
        byte[] example = example(topic, "json");
        ObjectNode newer = ((ObjectNode) Json.EVENTS.readTree(example)).put("addedLater", 7);

        assertThat(validate(topic, newer.toString())).isEmpty();
        assertThat(topic.codec().decode(newer.toString().getBytes(UTF_8)))
                .isEqualTo(topic.codec().decode(example));
    }

    @ParameterizedTest
    @MethodSource("jsonTopics")
    void nothingThatIsRequiredMayBeMissing(Topic<?> topic) throws IOException {
        for (String name : required(Json.EVENTS.readTree(schemaText(topic)))) {
            ObjectNode lacking = (ObjectNode) Json.EVENTS.readTree(example(topic, "json"));
            lacking.remove(name);

            assertThat(validate(topic, lacking.toString())).as(name).hasSize(1);
            assertThatThrownBy(() -> topic.codec().decode(lacking.toString().getBytes(UTF_8)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a " + topic.eventType().getSimpleName());
        }
    }

    @ParameterizedTest
    @MethodSource("jsonTopics")
    void bytesThatAreNoEventAreRefused(Topic<?> topic) {
        for (String text : List.of("", "{}", "null", "[]", "7", "\"text\"", "{\"video\":", "{} {}")) {
            assertThatThrownBy(() -> topic.codec().decode(text.getBytes(UTF_8)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void codesOfVersion1AreASafetensorsFileWithTheEventInItsHeader() throws IOException {
        byte[] file = example(Topics.CODES_INVERTED, "safetensors");

        CodesInverted event = Topics.CODES_INVERTED.codec().decode(file);

        assertThat(event.video().value()).isEqualTo("vid_a");
        assertThat(event.model().key()).isEqualTo("demo-1-0123456789ab");
        assertThat(List.of(event.chunk(), event.firstFrame(), event.frames())).containsExactly(2, 32, 2);
        assertThat(event.seconds()).isEqualTo(0.75);
        assertThat(Topics.CODES_INVERTED.codec().encode(event)).isEqualTo(file);
        assertThat(validate(Topics.CODES_INVERTED, header(file))).isEmpty();
    }

    @Test
    void metadataOfCodesIsWhatTheSchemaAsksFor() throws IOException {
        CodesInverted event = Topics.CODES_INVERTED.codec().decode(example(Topics.CODES_INVERTED, "safetensors"));

        var metadata = CodesCodec.metadata(
                event.video(), event.model(), event.chunk(), event.firstFrame(), event.frames(), event.seconds());

        JsonNode schema = Json.EVENTS.readTree(schemaText(Topics.CODES_INVERTED));
        assertThat(metadata.keySet())
                .isEqualTo(required(schema.path("properties").path("__metadata__")));
        assertThat(Json.EVENTS.readTree(header(event.safetensors())).path("__metadata__"))
                .isEqualTo(Json.EVENTS.valueToTree(metadata));
    }

    @Test
    void brokenSafetensorsAreRefused() throws IOException {
        byte[] file = example(Topics.CODES_INVERTED, "safetensors");
        byte[] noMetadata = "\2\0\0\0\0\0\0\0{}".getBytes(UTF_8);
        byte[] hugeHeader = file.clone();
        hugeHeader[6] = 0x7f;
        byte[] negativeHeader = file.clone();
        negativeHeader[7] = (byte) 0xff;

        for (byte[] broken : List.of(
                new byte[0], Arrays.copyOf(file, 7), Arrays.copyOf(file, 30), noMetadata, hugeHeader, negativeHeader)) {
            assertThatThrownBy(() -> Topics.CODES_INVERTED.codec().decode(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("safetensors");
        }
    }

    private static List<Error> validate(Topic<?> topic, String json) throws IOException {
        Schema schema = SCHEMAS.getSchema(schemaText(topic), InputFormat.JSON);
        return schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static <E> byte[] rewrite(Topic<E> topic, byte[] bytes) {
        return topic.codec().encode(topic.codec().decode(bytes));
    }

    private static String schemaText(Topic<?> topic) throws IOException {
        return new String(resource("/schema/" + topic.name() + ".schema.json"), UTF_8);
    }

    private static byte[] example(Topic<?> topic, String extension) throws IOException {
        return resource("/events/v1/" + topic.name() + "." + extension);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = EventSchemasTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        }
    }

    private static String header(byte[] safetensors) {
        int length = (int)
                ByteBuffer.wrap(safetensors).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(safetensors, Long.BYTES, length, UTF_8);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.textValue()));
        return names;
    }
}
