package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store in a directory, which may be a mounted share.
 *
 * <pre>
 * root/cluster/objects/aa/digest        contents; aa: the digest's first two digits
 * root/cluster/backups/backupId/name    documents
 * root/cluster/incoming                 what is being written; a crash may leave something here, which nobody reads
 * </pre>
 */
public final class DirectoryBackupStore implements BackupStore {
    private final Path root;

    public DirectoryBackupStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String location(ClusterName cluster, String backupId) {
        return backup(cluster, backupId).toUri().toString();
    }

    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        try {
            return OptionalLong.of(Files.size(object(cluster, digest)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, InputStream content) throws IOException {
        try (var file = incoming(cluster)) {
            var written = file.write(content);
            if (written.bytes() != sizeBytes || !written.digest().equals(digest)) {
                throw new ContentDiffers("announced were %d bytes with digest %s, what came were %d with %s"
                        .formatted(sizeBytes, digest, written.bytes(), written.digest()));
            }
            file.moveTo(object(cluster, digest));
        }
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return Files.newInputStream(object(cluster, digest));
    }

    @Override
    public void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException {
        try (var file = incoming(cluster)) {
            file.write(content);
            file.moveTo(backup(cluster, backupId).resolve(name));
        }
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(backup(cluster, backupId).resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        var folder = cluster(cluster).resolve("backups");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var backups = Files.list(folder)) {
            return backups.map(backup -> String.valueOf(backup.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private IncomingFile incoming(ClusterName cluster) throws IOException {
        return IncomingFile.in(cluster(cluster).resolve("incoming"));
    }

    private Path object(ClusterName cluster, Digest digest) {
        return cluster(cluster)
                .resolve("objects")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }

    private Path backup(ClusterName cluster, String backupId) {
        return cluster(cluster).resolve("backups").resolve(backupId);
    }

    private Path cluster(ClusterName cluster) {
        return root.resolve(cluster.value());
    }
}
