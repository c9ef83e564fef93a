package farm.vidstyle.farm.kafka;

import farm.vidstyle.farm.topic.Topic;
import farm.vidstyle.farm.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that topics exist and hold what the farm puts into them. Safe to be called by every service at once. */
public final class TopicAdmin {
    /** The largest event: a chunk of codes is 0.6 MB at 1024 pixels in float32. */
    static final int MAX_EVENT_BYTES = 4 << 20;

    /** Dead work carries another topic's event inside a JSON string, which may double its size. */
    static final int MAX_DEAD_WORK_BYTES = 4 * MAX_EVENT_BYTES;

    private static final Duration DEAD_WORK_KEPT = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

    private TopicAdmin() {}

    public static void ensure(KafkaConfig kafka, Collection<Topic<?>> topics) {
        ensure(kafka, topics, TopicLayout.DEFAULT);
    }

    /** Creates what is missing and corrects the settings of what is there; partitions of existing topics stay. */
    public static void ensure(KafkaConfig kafka, Collection<Topic<?>> topics, TopicLayout layout) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            var created = admin.createTopics(
                    topics.stream().map(topic -> newTopic(topic, layout)).toList());
            List<Topic<?>> existing = new ArrayList<>();
            for (Topic<?> topic : topics) {
                if (isNew(topic, created.values().get(topic.name()))) {
                    LOG.atInfo()
                            .addKeyValue("topic", topic)
                            .addKeyValue("partitions", layout.partitions())
                            .log("topic created");
                } else {
                    existing.add(topic);
                }
            }
            correct(admin, existing);
        }
    }

    private static NewTopic newTopic(Topic<?> topic, TopicLayout layout) {
        Optional<Short> replicas =
                layout.replicas() == TopicLayout.BROKER_DEFAULT ? Optional.empty() : Optional.of(layout.replicas());
        return new NewTopic(topic.name(), Optional.of(layout.partitions()), replicas).configs(settings(topic));
    }

    private static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>();
        boolean deadWork = topic.equals(Topics.WORK_DEAD);
        settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(deadWork ? MAX_DEAD_WORK_BYTES : MAX_EVENT_BYTES));
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        if (deadWork) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_WORK_KEPT.toMillis()));
        }
        return settings;
    }

    private static boolean isNew(Topic<?> topic, KafkaFuture<Void> created) {
        try {
            await("topic " + topic + " was not created", created);
            return true;
        } catch (KafkaException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static void correct(Admin admin, List<Topic<?>> topics) {
        if (topics.isEmpty()) {
            return;
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic<?> topic : topics) {
            List<AlterConfigOp> wanted = new ArrayList<>();
            settings(topic)
                    .forEach((name, value) ->
                            wanted.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), wanted);
        }
        await(
                "settings of existing topics were not changed",
                admin.incrementalAlterConfigs(changes).all());
    }

    /** The future's value; {@link KafkaException} with the sentence where it failed. */
    public static <T> T await(String failure, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException(failure + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(failure + ": interrupted", e);
        }
    }
}
