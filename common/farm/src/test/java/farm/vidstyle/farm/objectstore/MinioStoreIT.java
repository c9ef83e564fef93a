package farm.vidstyle.farm.objectstore;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;

/** The contract on MinIO, where Docker exists; otherwise skipped, and reported as such. */
class MinioStoreIT extends S3StoreContract {
    private static final String IMAGE = "minio/minio:RELEASE.2025-04-22T22-12-26Z";

    private static MinIOContainer server;
    private static StoreConfig.S3 config;
    private static ObjectStore store;

    @BeforeAll
    static void startServer() {
        Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no Docker here");
        server = new MinIOContainer(IMAGE);
        server.start();
        config = new StoreConfig.S3(
                "vidstyle", URI.create(server.getS3URL()), server.getUserName(), server.getPassword(), "");
        store = ObjectStore.open(config);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            store.close();
            server.stop();
        }
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    StoreConfig.S3 config() {
        return config;
    }
}
