package farm.vidstyle.farm.objectstore;

import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;

/** The contract on an S3 server that a test starts. */
abstract class S3StoreContract extends ObjectStoreContract {
    abstract StoreConfig.S3 config();

    @Override
    long unfinished() {
        StoreConfig.S3 config = config();
        try (MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                .credentials(config.accessKey(), config.secretKey())
                .build()) {
            return client.listMultipartUploads(ListMultipartUploadsArgs.builder()
                            .bucket(config.bucket())
                            .build())
                    .join()
                    .result()
                    .uploads()
                    .size();
        }
    }
}
