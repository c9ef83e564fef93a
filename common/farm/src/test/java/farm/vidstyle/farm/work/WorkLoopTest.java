package farm.vidstyle.farm.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.vidstyle.farm.broker.TestBroker;
import farm.vidstyle.farm.event.EditCancelled;
import farm.vidstyle.farm.event.WorkDead;
import farm.vidstyle.farm.event.WorkFailed;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import farm.vidstyle.farm.kafka.Tail;
import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkLoopTest {
    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConfig kafka = TestBroker.kafka();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Publisher publisher = Publisher.open(kafka);
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final List<WorkLoop<?>> loops = new ArrayList<>();

    @AfterEach
    void closeAll() {
        loops.forEach(WorkLoop::stop);
        loops.forEach(WorkLoop::close);
        publisher.close();
    }

    @Test
    void everyItemIsDoneOnceByWorkersOnFewerPartitions() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(2);
        TestBroker.items(60).forEach(item -> publisher.publish(topic, item));
        Map<Thread, Integer> byThread = new ConcurrentHashMap<>();

        for (int i = 0; i < 4; i++) {
            start(topic, 3, item -> {
                count(item);
                byThread.merge(Thread.currentThread(), 1, Integer::sum);
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            });
        }

        await().atMost(PATIENCE).until(() -> done(topic) == 60);
        assertThat(calls).hasSize(60).values().containsOnly(1);
        assertThat(byThread.size()).isGreaterThan(2);
        assertThat(acknowledgementErrors(topic)).isZero();
    }

    @Test
    void failedItemIsTriedAgainAndTheFailureIsPublished() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        start(topic, 5, item -> {
            if (count(item) < 3) {
                throw new IllegalStateException("store is away");
            }
        });

        publisher.publish(topic, TestBroker.item("stubborn"));

        await().atMost(PATIENCE).until(() -> done(topic) == 1);
        assertThat(calls).containsEntry("stubborn", 3);
        List<WorkFailed> failures = failures(topic, 2);
        assertThat(failures).extracting(WorkFailed::attempt).containsExactly(1, 2);
        assertThat(failures).extracting(WorkFailed::last).containsOnly(false);
        assertThat(failures.get(0).cause()).isEqualTo("java.lang.IllegalStateException: store is away");
        assertThat(failures.get(0).key()).isEqualTo("stubborn");
    }

    @Test
    void poisonIsBuriedWhileOthersGoOn() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        TestBroker.publishBytes(topic, "garbage", "{\"edit\": 7".getBytes(UTF_8));
        TestBroker.publishBytes(topic, "binary", new byte[] {(byte) 0xff, 0, 1});
        for (String name : List.of("hopeless", "failing", "linkage", "memory", "good")) {
            publisher.publish(topic, TestBroker.item(name));
        }

        start(topic, 2, item -> {
            count(item);
            switch (item.edit().value()) {
                case "hopeless" -> throw new PermanentFailure("frame is 3 pixels wide; expected at least 8");
                case "failing" -> throw new IllegalStateException("again", new RuntimeException("the reason"));
                case "linkage" -> throw new NoClassDefFoundError("some/Native");
                case "memory" -> throw new OutOfMemoryError("pretended");
                default -> {}
            }
        });

        Map<String, WorkDead> dead = new ConcurrentHashMap<>();
        deaths(topic, 6).forEach(letter -> dead.put(letter.key(), letter));
        await().atMost(PATIENCE).until(() -> done(topic) == 1);
        assertThat(calls).isEqualTo(Map.of("hopeless", 1, "failing", 2, "linkage", 2, "memory", 2, "good", 1));
        assertThat(dead.get("hopeless").cause()).isEqualTo("frame is 3 pixels wide; expected at least 8");
        assertThat(dead.get("failing").cause())
                .isEqualTo("java.lang.IllegalStateException: again; caused by java.lang.RuntimeException: the reason");
        assertThat(dead.get("failing").attempts()).isEqualTo(2);
        assertThat(topic.codec().decode(dead.get("failing").event().getBytes(UTF_8)))
                .isEqualTo(TestBroker.item("failing"));
        assertThat(dead.get("garbage").event()).isEqualTo("{\"edit\": 7");
        assertThat(dead.get("garbage").cause()).startsWith("item is no event of " + topic);
        assertThat(dead.get("binary").event()).isEqualTo("base64:/wAB");
        assertThat(loops).allMatch(WorkLoop::running);
    }

    @Test
    void itemOfAKilledWorkerIsDoneByAnother() throws Exception {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        publisher.publish(topic, TestBroker.item("orphan"));
        ShareGroup.ensure(config(topic, 3), kafka);
        Process worker = DoomedWorker.launch(kafka.bootstrapServers(), topic.name());
        assertThat(worker.inputReader().lines().anyMatch(DoomedWorker.WORKING::equals))
                .isTrue();

        worker.destroyForcibly().waitFor();
        start(topic, 3, this::count);

        await().atMost(PATIENCE).until(() -> done(topic) == 1);
        assertThat(calls).containsEntry("orphan", 1);
    }

    @Test
    void itemThatOutlivedAllItsWorkersIsBuriedUntried() {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        publisher.publish(topic, TestBroker.item("killer"));
        ShareGroup.ensure(config(topic, 1), kafka);
        giveBack(topic);

        start(topic, 1, this::count);

        List<WorkDead> letters = deaths(topic, 1);
        assertThat(letters.get(0).key()).isEqualTo("killer");
        assertThat(letters.get(0).cause()).contains("delivered 2 times, tried at most 1 times");
        assertThat(calls).isEmpty();
    }

    @Test
    void closingFinishesTheItemAtHandAndLeavesTheRest() throws Exception {
        Topic<EditCancelled> topic = TestBroker.freshTopic(1);
        TestBroker.items(3).forEach(item -> publisher.publish(topic, item));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        WorkLoop<?> first = start(topic, 3, item -> {
            count(item);
            begun.countDown();
            mayEnd.await();
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        first.stop();
        mayEnd.countDown();
        first.close();
        assertThat(done(topic)).isEqualTo(1);
        start(topic, 3, this::count);

        await().atMost(PATIENCE).until(() -> done(topic) == 3);
        assertThat(calls).isEqualTo(Map.of("item0", 1, "item1", 1, "item2", 1));
        assertThat(acknowledgementErrors(topic)).isZero();
    }

    private WorkLoop<?> start(Topic<EditCancelled> topic, int attempts, Work<EditCancelled> work) {
        WorkLoop<?> loop = WorkLoop.start(topic, work, config(topic, attempts), kafka, publisher, meters);
        loops.add(loop);
        return loop;
    }

    private static WorkConfig config(Topic<?> topic, int attempts) {
        return new WorkConfig("group." + topic, "tester", LOCK, attempts, Duration.ofMillis(10));
    }

    private int count(EditCancelled item) {
        return calls.merge(item.edit().value(), 1, Integer::sum);
    }

    private long done(Topic<?> topic) {
        return (long) meters.get("work.items")
                .tags("topic", topic.name(), "outcome", "done")
                .counter()
                .count();
    }

    private double acknowledgementErrors(Topic<?> topic) {
        return meters.get("work.acknowledgement.errors")
                .tag("topic", topic.name())
                .counter()
                .count();
    }

    private List<WorkFailed> failures(Topic<?> topic, int count) {
        return read(Topics.WORK_FAILED, count, failed -> failed.topic().equals(topic.name()));
    }

    private List<WorkDead> deaths(Topic<?> topic, int count) {
        return read(Topics.WORK_DEAD, count, dead -> dead.topic().equals(topic.name()));
    }

    private <E> List<E> read(Topic<E> topic, int count, Predicate<E> ours) {
        List<E> found = new ArrayList<>();
        try (Tail<E> tail = Tail.fromBeginning(kafka, topic)) {
            await().atMost(PATIENCE).until(() -> {
                tail.poll(Duration.ofMillis(100)).stream().filter(ours).forEach(found::add);
                return found.size() >= count;
            });
        }
        return found;
    }

    /** Takes one item and releases it: a delivery that no work loop has seen. */
    private void giveBack(Topic<?> topic) {
        Map<String, Object> properties = kafka.with(
                Map.of("group.id", "group." + topic, "share.acknowledgement.mode", "explicit", "max.poll.records", 1));
        try (KafkaShareConsumer<String, byte[]> consumer =
                new KafkaShareConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.name()));
            List<ConsumerRecord<String, byte[]>> taken = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(taken::add);
                return !taken.isEmpty();
            });
            consumer.acknowledge(taken.get(0), AcknowledgeType.RELEASE);
            assertThat(consumer.commitSync().values()).allMatch(Optional::isEmpty);
        }
    }
}
