package farm.vidstyle.farm.work;

import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.TopicAdmin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/** A group's settings live at the brokers, and must be there before its first member polls. */
final class ShareGroup {
    /** Deliveries beyond the attempts: they end with a worker's death, of which nobody else would report. */
    private static final int SPARE_DELIVERIES = 3;

    private ShareGroup() {}

    static void ensure(WorkConfig config, KafkaConfig kafka) {
        Map<String, String> settings = Map.of(
                "share.record.lock.duration.ms",
                Long.toString(config.lock().toMillis()),
                "share.delivery.count.limit",
                Integer.toString(config.attempts() + SPARE_DELIVERIES),
                // work that was announced before its first worker started is work all the same
                "share.auto.offset.reset",
                "earliest",
                // the tracker announces work in transactions, and an aborted one announced nothing
                "share.isolation.level",
                "read_committed");
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, config.group());
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            TopicAdmin.await(
                    "settings of share group " + config.group() + " were not accepted",
                    admin.incrementalAlterConfigs(Map.of(group, changes)).all());
        } catch (KafkaException e) {
            if (e.getCause() instanceof InvalidConfigurationException) {
                throw new KafkaException(
                        e.getMessage() + "; for a lock of " + config.lock()
                                + " the brokers need group.share.max.record.lock.duration.ms="
                                + config.lock().toMillis() + " or more",
                        e);
            }
            throw e;
        }
    }
}
