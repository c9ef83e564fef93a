package farm.vidstyle.farm.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller, that listens on this machine only and keeps its data in a folder. It survives
 * restarts and {@code kill -9} with everything that was acknowledged.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Let the system choose a port. */
    public static final int ANY_PORT = 0;

    private static final int NODE = 1;
    private static final String HOST = "127.0.0.1";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String FORMATTED = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Returns when clients can be served. The first start on a folder takes some seconds longer. */
    public static EmbeddedBroker start(Path data, int port) {
        int clientPort = freePort(port);
        int controllerPort = freePort(ANY_PORT);
        try {
            format(Files.createDirectories(data));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot keep its data in " + data + ": " + e.getMessage(), e);
        }
        KafkaConfig config = new KafkaConfig(settings(data, clientPort, controllerPort), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, clientPort);
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Returns when all data is on disk and the ports are free. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path data) {
        // written last: a folder without it was never used, or formatting it was cut short
        if (Files.exists(data.resolve(FORMATTED))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(out)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Kafka cannot format " + data + ": " + e.getMessage() + " " + said.toString(StandardCharsets.UTF_8),
                    e);
        }
    }

    private static Map<String, String> settings(Path data, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.put("log.dirs", data.toString());
        settings.putAll(alone());
        settings.putAll(small());
        settings.putAll(work());
        return settings;
    }

    /** One node has no others to copy to, to elect or to wait for. */
    private static Map<String, String> alone() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                // after a kill the old session must lapse before the node may serve again, so it is shorter than the
                // usual 9 s; but a node whose cores are busy must not miss it: at 1 s it was fenced again and again
                "broker.session.timeout.ms", "5000",
                "broker.heartbeat.interval.ms", "500");
    }

    /** A farm on one machine: few partitions, threads and buffers, so that it starts fast and stays small. */
    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.num.partitions", "3",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
                "message.max.bytes", Integer.toString(16 << 20),
                "auto.create.topics.enable", "false");
    }

    /** Groups of workers: long items, and no waiting for a first member's companions. */
    private static Map<String, String> work() {
        return Map.of(
                "group.share.max.record.lock.duration.ms", Integer.toString(3_600_000),
                "group.initial.rebalance.delay.ms", "0",
                "group.share.heartbeat.interval.ms", "1000",
                "group.share.min.heartbeat.interval.ms", "500",
                "group.share.initialize.retry.interval.ms", "500");
    }

    private static int freePort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Kafka cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
                            + "); is another farm running?",
                    e);
        }
    }
}
