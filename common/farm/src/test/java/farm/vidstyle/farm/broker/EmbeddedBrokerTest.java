package farm.vidstyle.farm.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.kafka.TopicAdmin;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import farm.vidstyle.farm.work.WorkConfig;
import farm.vidstyle.farm.work.WorkLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Topic<EditCancelled> TOPIC = TestBroker.topic("test.survivors");

    @Test
    void dataAndWorkSurviveKillAndRestart() throws Exception {
        Path data = TestBroker.temporaryFolder();
        int port = freePort();
        KafkaConfig kafka = KafkaConfig.of("127.0.0.1:" + port);
        Queue<String> done = new ConcurrentLinkedQueue<>();
        Process killed = BrokerProcess.launch(data, port);
        try (Publisher publisher = Publisher.open(kafka)) {
            TopicAdmin.ensure(kafka, List.of(TOPIC, Topics.WORK_FAILED, Topics.WORK_DEAD));
            publisher.publish(TOPIC, TestBroker.item("first"));
            try (WorkLoop<?> loop = WorkLoop.start(
                    TOPIC,
                    item -> done.add(item.edit().value()),
                    WorkConfig.of("test"),
                    kafka,
                    publisher,
                    new SimpleMeterRegistry())) {
                await().atMost(PATIENCE).until(() -> done.contains("first"));

                killed.destroyForcibly().waitFor();
                try (EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
                    assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
                    publisher.publish(TOPIC, TestBroker.item("second"));
                    await().atMost(PATIENCE).until(() -> done.contains("second"));
                }
                try (EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
                    publisher.publish(TOPIC, TestBroker.item("third"));
                    await().atMost(PATIENCE).until(() -> done.contains("third"));
                    assertThat(readAll(KafkaConfig.of(broker.bootstrapServers()), 3))
                            .containsExactlyInAnyOrder("first", "second", "third");
                    assertThat(loop.running()).isTrue();
                    loop.stop();
                    await().atMost(PATIENCE).until(() -> !loop.running());
                }
            }
        } finally {
            killed.destroyForcibly();
        }
    }

    @Test
    void anOccupiedPortIsNamed() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(TestBroker.temporaryFolder(), occupied.getLocalPort()))
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + occupied.getLocalPort());
        }
    }

    private static List<String> readAll(KafkaConfig kafka, int count) {
        List<String> names = new ArrayList<>();
        try (Tail<EditCancelled> tail = Tail.fromBeginning(kafka, TOPIC)) {
            await().atMost(PATIENCE).until(() -> {
                tail.poll(Duration.ofMillis(100))
                        .forEach(item -> names.add(item.edit().value()));
                return names.size() >= count && tail.caughtUp();
            });
        }
        return names;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
