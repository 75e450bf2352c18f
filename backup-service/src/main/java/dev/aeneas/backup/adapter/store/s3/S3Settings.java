package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.adapter.store.StoreBounds;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an S3 store is.
 *
 * @param prefix before every key in the bucket; may be empty
 * @param endpoint of a server that is not Amazon's
 * @param pathStyle whether the bucket is in the path of an address instead of its host
 * @param credentials file with {@code accessKeyId}, {@code secretAccessKey} and perhaps {@code sessionToken}; empty: what
 *     the client finds by itself in environment, profile or machine
 */
public record S3Settings(
        String bucket,
        String prefix,
        String region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<Path> credentials,
        StoreBounds bounds) {}
