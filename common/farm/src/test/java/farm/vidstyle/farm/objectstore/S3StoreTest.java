package farm.vidstyle.farm.objectstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on S3Proxy, a real S3 server in this process. */
class S3StoreTest extends S3StoreContract {
    @TempDir
    static Path root;

    private static S3Proxy server;
    private static StoreConfig.S3 config;
    private static ObjectStore store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(root.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "farm", "secret")
                .build();
        server.start();
        config = new StoreConfig.S3(
                "vidstyle", URI.create("http://127.0.0.1:" + server.getPort()), "farm", "secret", "us-east-1");
        store = ObjectStore.open(config);
    }

    @AfterAll
    static void stopServer() throws Exception {
        store.close();
        server.stop();
    }

    @Test
    void wrongSecretsAndAbsentServersAreNamed() {
        StoreConfig.S3 wrong = new StoreConfig.S3("vidstyle", config.endpoint(), "farm", "wrong", "us-east-1");
        StoreConfig.S3 absent =
                new StoreConfig.S3("vidstyle", URI.create("http://127.0.0.1:1"), "farm", "secret", "us-east-1");

        for (StoreConfig.S3 unusable : new StoreConfig.S3[] {wrong, absent}) {
            assertThatThrownBy(() -> ObjectStore.open(unusable))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageContaining("bucket vidstyle at " + unusable.endpoint());
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
