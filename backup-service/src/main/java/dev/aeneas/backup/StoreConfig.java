package dev.aeneas.backup;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of one store; which of them it needs depends on its kind. */
public interface StoreConfig {
    Kind kind();

    /** Root of a {@code directory} store. */
    Optional<Path> directory();

    /** Of an {@code s3} store. */
    Optional<String> bucket();

    /** Of an {@code azure} store. */
    Optional<String> container();

    /** Before every name in a bucket or container. */
    Optional<String> prefix();

    /** Of an {@code s3} store. */
    @WithDefault("us-east-1")
    String region();

    /** Of an {@code s3} store that is not Amazon's; of an {@code azure} store always, with the account in it. */
    Optional<URI> endpoint();

    /** Of an {@code s3} store: the bucket in the path of an address instead of its host. */
    @WithDefault("false")
    boolean pathStyle();

    /**
     * A properties file in the secrets folder: {@code accessKeyId}, {@code secretAccessKey} (and {@code sessionToken}) of an
     * {@code s3} store, else what Amazon's client finds by itself; {@code accountName} and {@code accountKey}, or
     * {@code sasToken}, of an {@code azure} store.
     */
    Optional<Path> credentials();

    CallConfig call();

    /** What is done to everything before it leaves this machine; a store holds only what was written with the same. */
    @WithDefault("none")
    Compression compression();

    /** Zstandard's, from 1 (fast) to 19 (small). */
    @WithDefault("3")
    int compressionLevel();

    EncryptionConfig encryption();

    /** How contents and documents become smaller. */
    enum Compression {
        NONE,
        ZSTD
    }

    /** How contents and documents become unreadable to whoever keeps the store. */
    interface EncryptionConfig {
        /**
         * A file in the secrets folder with 256-bit keys in Base64, one in a line: the first one encrypts, the others only
         * decrypt what they encrypted before. None: nothing is encrypted.
         */
        Optional<Path> keyFile();
    }

    /** What a store is. */
    enum Kind {
        DIRECTORY,
        S3,
        AZURE
    }

    /** How long a store is waited for, and how often it is asked again. */
    interface CallConfig {
        @WithDefault("5s")
        Duration connectTimeout();

        /** Of one try. */
        @WithDefault("60s")
        Duration timeout();

        @WithDefault("6")
        int attemptsMax();

        /** Before the second try; it doubles from try to try. */
        @WithDefault("200ms")
        Duration retryPause();

        /** What is larger is sent in parts of this size, which can be taken up again; each is held in memory. */
        @WithDefault("16777216")
        int partBytes();
    }
}
