package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A store in a directory, which may be a mounted share.
 *
 * <pre>
 * root/cluster/objects/aa/digest        contents; aa: the digest's first two digits
 * root/cluster/backups/backupId/name    documents
 * root/cluster/notes                    what the service remembers for itself
 * root/cluster/incoming                 what is being written; a crash may leave something here, which nobody reads
 * </pre>
 */
public final class DirectoryBackupStore implements OpaqueStore {
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
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException {
        put(cluster, Announced.content(digest, sizeBytes), content);
    }

    @Override
    public void putOpaque(ClusterName cluster, Digest digest, long bytesMax, Content sealed) throws IOException {
        put(cluster, Announced.opaque(digest, bytesMax), sealed);
    }

    private void put(ClusterName cluster, Announced announced, Content content) throws IOException {
        try (var file = incoming(cluster);
                var in = content.open()) {
            var written = file.write(in);
            announced.require(written.digest(), written.bytes());
            file.moveTo(object(cluster, announced.digest()));
        }
    }

    /** Reads the content once: it gets its name when it is known, and goes again if it was there. */
    @Override
    public Put putNew(ClusterName cluster, long sizeBytes, Content content) throws IOException {
        try (var file = incoming(cluster);
                var in = content.open()) {
            var written = file.write(in);
            if (written.bytes() != sizeBytes) {
                throw new ContentDiffers(
                        "announced were %d bytes, what came were %d".formatted(sizeBytes, written.bytes()));
            }
            boolean present = sizeOf(cluster, written.digest()).orElse(-1) == sizeBytes;
            if (!present) {
                file.moveTo(object(cluster, written.digest()));
            }
            return new Put(written.digest(), present ? 0 : sizeBytes);
        }
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return new VerifiedInput(openOpaque(cluster, digest), digest);
    }

    @Override
    public InputStream openOpaque(ClusterName cluster, Digest digest) throws IOException {
        try {
            return Files.newInputStream(object(cluster, digest));
        } catch (NoSuchFileException e) {
            throw StoreFailure.missing(digest, e);
        }
    }

    @Override
    public Optional<byte[]> end(ClusterName cluster, Digest digest, int bytes) throws IOException {
        try (var object = Files.newByteChannel(object(cluster, digest))) {
            object.position(Math.max(0, object.size() - bytes));
            return Optional.of(Channels.newInputStream(object).readNBytes(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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
    public void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        try (var file = incoming(cluster)) {
            file.write(content);
            file.moveTo(notes(cluster).resolve(name));
        }
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(notes(cluster).resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        return children(cluster(cluster).resolve("backups")).stream()
                .map(backup -> String.valueOf(backup.getFileName()))
                .sorted()
                .toList();
    }

    /** A folder at a time: their 256th part is held in memory, however many there are. */
    @Override
    public Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return children(cluster(cluster).resolve("objects")).stream()
                .flatMap(folder -> unchecked(() -> children(folder)).stream())
                .flatMap(object -> unchecked(() -> stored(object)).stream());
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T get() throws IOException;
    }

    private static <T> T unchecked(Read<T> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StoredObject> stored(Path path) throws IOException {
        var digest = Digest.parse(String.valueOf(path.getFileName()));
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var writtenAt = attributes.lastModifiedTime().toInstant();
            return Optional.of(new StoredObject(digest.get(), attributes.size(), writtenAt));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted while the list was read
        }
    }

    @Override
    public void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        Files.deleteIfExists(object(cluster, digest));
    }

    @Override
    public void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        var backup = backup(cluster, backupId);
        Files.deleteIfExists(backup.resolve(Manifests.BACKUP));
        if (Files.isDirectory(backup)) {
            deleteAll(backup);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
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

    private Path notes(ClusterName cluster) {
        return cluster(cluster).resolve("notes");
    }

    private Path cluster(ClusterName cluster) {
        return root.resolve(cluster.value());
    }
}
