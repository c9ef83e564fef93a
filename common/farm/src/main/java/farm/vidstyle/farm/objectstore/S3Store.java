package farm.vidstyle.farm.objectstore;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * Objects in a bucket of an S3 server. A put of S3 is atomic; a stream goes up in parts that count only together. The
 * client throws {@link IllegalStateException} where the server cannot be reached.
 */
final class S3Store implements ObjectStore {
    /** At most this much of a stream is in memory; S3 allows 10,000 parts, so 80 GB. */
    private static final long PART_BYTES = 8L << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NotFound");
    private static final String BEYOND_END = "InvalidRange";

    private final MinioClient client;
    private final String bucket;

    private S3Store(MinioClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Creates the bucket where it is missing. */
    static S3Store open(StoreConfig.S3 config) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .writeTimeout(TIMEOUT)
                .build();
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http, true);
        if (!config.region().isEmpty()) {
            builder.region(config.region());
        }
        MinioClient client = builder.build();
        String bucket = config.bucket();
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        } catch (MinioException | IllegalStateException e) {
            throw new ObjectStoreException("bucket " + bucket + " at " + config.endpoint() + " was not opened", e);
        }
        return new S3Store(client, bucket);
    }

    @Override
    public void put(ObjectKey key, byte[] bytes) {
        put(key, PutObjectArgs.builder().data(bytes, bytes.length));
    }

    @Override
    public void put(ObjectKey key, Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            put(key, PutObjectArgs.builder().stream(stream, Files.size(file), PART_BYTES));
        } catch (IOException e) {
            throw new ObjectStoreException("object " + key + " was not stored from " + file, e);
        }
    }

    @Override
    public long put(ObjectKey key, InputStream stream, long maxBytes) {
        LimitedStream limited = new LimitedStream(stream, maxBytes);
        try {
            put(key, PutObjectArgs.builder().stream(limited, -1L, PART_BYTES));
        } catch (ObjectStoreException e) {
            throw limited.exceeded() ? new TooLargeException(key, maxBytes) : e;
        }
        return limited.count();
    }

    @Override
    public InputStream open(ObjectKey key) {
        return open(key, GetObjectArgs.builder());
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        Ranges.requireValid(key, offset, length);
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        // a range is written by its last byte, which must not run over
        long within = Math.min(length, Long.MAX_VALUE - offset);
        return open(key, GetObjectArgs.builder().offset(offset).length(within));
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        try {
            return OptionalLong.of(client.statObject(StatObjectArgs.builder()
                            .bucket(bucket)
                            .object(key.value())
                            .build())
                    .size());
        } catch (MinioException | IllegalStateException e) {
            if (isAbsent(e)) {
                return OptionalLong.empty();
            }
            throw new ObjectStoreException("size of object " + key + " was not found", e);
        }
    }

    @Override
    public List<ObjectKey> list(String prefix) {
        List<ObjectKey> keys = new ArrayList<>();
        try {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                String name = item.get().objectName();
                if (ObjectKey.isSafe(name)) { // others may keep things in the bucket that are no objects of ours
                    keys.add(new ObjectKey(name));
                }
            }
        } catch (MinioException | IllegalStateException e) {
            throw new ObjectStoreException("objects of " + prefix + " were not listed", e);
        }
        return List.copyOf(keys);
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .object(key.value())
                    .build());
        } catch (MinioException | IllegalStateException e) {
            if (!isAbsent(e)) {
                throw new ObjectStoreException("object " + key + " was not deleted", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new ObjectStoreException("client of bucket " + bucket + " was not closed", e);
        }
    }

    private void put(ObjectKey key, PutObjectArgs.Builder object) {
        try {
            client.putObject(object.bucket(bucket).object(key.value()).build());
        } catch (MinioException | IllegalStateException e) {
            throw new ObjectStoreException("object " + key + " was not stored", e);
        }
    }

    private InputStream open(ObjectKey key, GetObjectArgs.Builder object) {
        try {
            return client.getObject(object.bucket(bucket).object(key.value()).build());
        } catch (MinioException | IllegalStateException e) {
            if (isAbsent(e)) {
                throw new NoSuchObjectException(key);
            }
            if (code(e).equals(BEYOND_END)) {
                return InputStream.nullInputStream();
            }
            throw new ObjectStoreException("object " + key + " was not opened", e);
        }
    }

    private static boolean isAbsent(Exception e) {
        return ABSENT.contains(code(e));
    }

    private static String code(Exception e) {
        String code = e instanceof ErrorResponseException response
                ? response.errorResponse().code()
                : "";
        return code == null ? "" : code;
    }
}
