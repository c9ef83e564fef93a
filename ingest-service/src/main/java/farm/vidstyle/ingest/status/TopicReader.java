package farm.vidstyle.ingest.status;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of some topics, without a group, on one thread. Whatever else touches what was read runs on that
 * thread too, between two polls, so that a reader sees messages and its own commands in one order.
 */
final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SHORT_POLL = Duration.ofMillis(20);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(500);
    private static final String CLOSED = "the status view is closed";
    private static final int MAX_WAITING_COMMANDS = 10_000;

    /** Of the submissions only those are read that the tracker may not have answered yet. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final Map<String, Object> OWN_PROPERTIES = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

    private record CatchUp(Map<TopicPartition, Long> ends, List<CompletableFuture<Void>> waiting) {}

    private final List<Topic<?>> whole;
    private final List<Topic<?>> recent;
    private final Consumer<ConsumerRecord<String, byte[]>> sink;
    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(MAX_WAITING_COMMANDS);
    private final List<CompletableFuture<Void>> asked = new ArrayList<>();
    private final List<CatchUp> catchUps = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "status-view");
    private final KafkaConsumer<String, byte[]> consumer;
    private volatile boolean ready;
    private volatile boolean closed;

    /**
     * @param whole topics to read from their beginning
     * @param recent topics to read from {@link #RECENT} ago
     */
    TopicReader(
            KafkaConfig kafka,
            List<Topic<?>> whole,
            List<Topic<?>> recent,
            Consumer<ConsumerRecord<String, byte[]>> sink) {
        this.whole = whole;
        this.recent = recent;
        this.sink = sink;
        consumer =
                new KafkaConsumer<>(kafka.with(OWN_PROPERTIES), new StringDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    boolean isReady() {
        return ready;
    }

    /** Runs {@code command} on the reading thread soon; does nothing once closed. */
    void run(Runnable command) {
        if (closed) {
            return;
        }
        if (!commands.offer(command)) {
            throw new IllegalStateException(
                    MAX_WAITING_COMMANDS + " commands wait for the status view; it does not get to read");
        }
        consumer.wakeup();
    }

    CompletionStage<Void> caughtUp() {
        if (closed) {
            return CompletableFuture.failedFuture(new KafkaException(CLOSED));
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(() -> asked.add(done));
        return done;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        becomeReady();
        boolean assigned = false;
        while (!closed) {
            try {
                if (!assigned) {
                    assign();
                    assigned = true;
                }
                turn();
            } catch (WakeupException e) {
                // a command waits, or the end: the next turn sees to it
            } catch (KafkaException e) {
                LOG.atWarn().setCause(e).log("the status view cannot read; it tries again");
                failWaiting(e);
                pause();
            }
        }
        ready = false;
        commands.forEach(Runnable::run); // whoever asked last is told as well
        failWaiting(new KafkaException(CLOSED));
        consumer.close();
    }

    private void becomeReady() {
        caughtUp().whenComplete((done, trouble) -> {
            if (trouble == null) {
                ready = true;
            } else if (!closed) {
                becomeReady();
            }
        });
    }

    private void turn() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        if (!asked.isEmpty()) {
            catchUps.add(new CatchUp(consumer.endOffsets(consumer.assignment()), List.copyOf(asked)));
            asked.clear();
        }
        for (ConsumerRecord<String, byte[]> message : consumer.poll(catchUps.isEmpty() ? POLL : SHORT_POLL)) {
            readOne(message);
        }
        catchUps.removeIf(catchUp -> {
            boolean reached = catchUp.ends().entrySet().stream().allMatch(end -> position(end) >= end.getValue());
            if (reached) {
                catchUp.waiting().forEach(waiting -> waiting.complete(null));
            }
            return reached;
        });
    }

    private long position(Map.Entry<TopicPartition, Long> end) {
        return consumer.position(end.getKey());
    }

    private void readOne(ConsumerRecord<String, byte[]> message) {
        try {
            sink.accept(message);
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("topic", message.topic())
                    .addKeyValue("partition", message.partition())
                    .addKeyValue("offset", message.offset())
                    .setCause(e)
                    .log("a message that cannot be read is passed over");
        }
    }

    private void assign() {
        List<TopicPartition> beginnings = partitions(whole);
        List<TopicPartition> recents = partitions(recent);
        List<TopicPartition> all = new ArrayList<>(beginnings);
        all.addAll(recents);
        consumer.assign(all);
        consumer.seekToBeginning(beginnings);
        long since = Instant.now().minus(RECENT).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        recents.forEach(partition -> times.put(partition, since));
        // asked for first: what is published while the times are looked up lies behind these ends and is read
        Map<TopicPartition, Long> ends = consumer.endOffsets(recents);
        consumer.offsetsForTimes(times)
                .forEach((partition, first) ->
                        consumer.seek(partition, first == null ? ends.get(partition) : first.offset()));
    }

    private List<TopicPartition> partitions(Collection<Topic<?>> topics) {
        return topics.stream()
                .flatMap(topic -> partitions(topic.name()).stream())
                .toList();
    }

    private List<TopicPartition> partitions(String topic) {
        var partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("topic " + topic + " does not exist; expected it to be created before");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void failWaiting(KafkaException cause) {
        List<CompletableFuture<Void>> waiting = new ArrayList<>(asked);
        catchUps.forEach(catchUp -> waiting.addAll(catchUp.waiting()));
        asked.clear();
        catchUps.clear();
        waiting.forEach(one -> one.completeExceptionally(cause));
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_TROUBLE.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
