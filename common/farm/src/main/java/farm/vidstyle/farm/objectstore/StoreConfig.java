package farm.vidstyle.farm.objectstore;

import static java.util.Objects.requireNonNull;

import farm.vidstyle.farm.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which store to open. */
public sealed interface StoreConfig {
    /** A folder on disk. */
    record Directory(Path root) implements StoreConfig {
        public Directory {
            requireNonNull(root, "root");
        }
    }

    /**
     * A bucket of an S3 server.
     *
     * @param endpoint for example {@code http://minio:9000}
     * @param region empty to let the client find out
     */
    record S3(String bucket, URI endpoint, String accessKey, String secretKey, String region) implements StoreConfig {
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        public S3 {
            requireNonNull(accessKey, "accessKey");
            requireNonNull(secretKey, "secretKey");
            requireNonNull(region, "region");
            if (!BUCKET.matcher(bucket).matches()) {
                throw new IllegalArgumentException(
                        "S3 bucket is '" + bucket + "'; expected 3 to 63 lower-case letters, digits, '.' and '-'");
            }
            String scheme = endpoint.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException(
                        "S3 endpoint is '" + endpoint + "'; expected http://host:port or https://host");
            }
        }

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "S3[" + bucket + " at " + endpoint + "]";
        }
    }

    /**
     * From {@code VIDSTYLE_STORE}, {@code file:///path} or {@code s3://bucket}; the latter with {@code VIDSTYLE_S3_ENDPOINT},
     * {@code _ACCESS_KEY}, {@code _SECRET_KEY} and {@code _REGION}.
     */
    static StoreConfig from(Settings settings) {
        String text = settings.text("VIDSTYLE_STORE");
        URI location;
        try {
            location = URI.create(text);
        } catch (IllegalArgumentException e) {
            location = URI.create("");
        }
        if ("file".equals(location.getScheme()) && location.getPath() != null && location.getAuthority() == null) {
            return new Directory(Path.of(location.getPath()));
        }
        if ("s3".equals(location.getScheme()) && location.getAuthority() != null) {
            return s3(location.getAuthority(), settings);
        }
        if (!text.isEmpty()) {
            settings.problem("VIDSTYLE_STORE is '" + text + "'; expected file:///path or s3://bucket");
        }
        return new Directory(Path.of("."));
    }

    private static StoreConfig s3(String bucket, Settings settings) {
        return new S3(
                bucket,
                settings.value("VIDSTYLE_S3_ENDPOINT", URI.create("https://s3.amazonaws.com"), URI::create),
                settings.text("VIDSTYLE_S3_ACCESS_KEY"),
                settings.text("VIDSTYLE_S3_SECRET_KEY"),
                settings.text("VIDSTYLE_S3_REGION", ""));
    }
}
