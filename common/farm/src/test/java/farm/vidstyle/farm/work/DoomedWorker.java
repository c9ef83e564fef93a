package farm.vidstyle.farm.work;

import farm.vidstyle.farm.broker.TestBroker;
import farm.vidstyle.farm.kafka.KafkaConfig;
import farm.vidstyle.farm.kafka.Publisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own that says when it has an item, and never finishes it. */
final class DoomedWorker {
    static final String WORKING = "working";

    private DoomedWorker() {}

    static Process launch(String bootstrapServers, String topic) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWorker.class.getName(),
                        bootstrapServers,
                        topic)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) {
        KafkaConfig kafka = KafkaConfig.of(args[0]);
        WorkConfig config =
                new WorkConfig("group." + args[1], "doomed", Duration.ofMinutes(5), 3, Duration.ofMillis(10));
        WorkLoop.start(
                TestBroker.topic(args[1]),
                item -> {
                    System.out.println(WORKING);
                    new CountDownLatch(1).await();
                },
                config,
                kafka,
                Publisher.open(kafka),
                new SimpleMeterRegistry());
    }
}
