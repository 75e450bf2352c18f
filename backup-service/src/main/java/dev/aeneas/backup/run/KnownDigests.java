package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests that one node's files were found to have, so that an SSTable is read once in its life and not once a backup.
 *
 * <p>A file is known by what its node's disk says of it (inode, time, size) and never by its name alone: a node that was
 * rebuilt counts its SSTables anew.
 */
final class KnownDigests {
    private static final Logger LOG = LoggerFactory.getLogger(KnownDigests.class);
    private static final int FORMAT = 1;

    private final Map<Key, Digest> known;
    private final List<KnownFile> files;

    private KnownDigests(List<KnownFile> files) {
        this.files = files;
        this.known = files.stream().collect(Collectors.toMap(KnownFile::key, KnownFile::digest, (one, other) -> other));
    }

    /** What tells one file from every other that the node ever held. */
    record Key(String keyspace, String tableId, String name, long sizeBytes, String identity) {
        static Key of(SnapshotFile file) {
            return new Key(file.table().keyspace(), file.tableId(), file.name(), file.sizeBytes(), file.identity());
        }
    }

    /** A file whose digest was computed. */
    record KnownFile(String keyspace, String tableId, String name, long sizeBytes, String identity, Digest digest) {
        Key key() {
            return new Key(keyspace, tableId, name, sizeBytes, identity);
        }

        static KnownFile of(SnapshotFile file, Digest digest) {
            var key = Key.of(file);
            return new KnownFile(key.keyspace, key.tableId, key.name, key.sizeBytes, key.identity, digest);
        }
    }

    /** The note in the store. */
    record Note(int format, List<KnownFile> files) {}

    static KnownDigests read(BackupStore store, ClusterName cluster, String node) throws IOException {
        var note = store.readNote(cluster, name(node)).flatMap(KnownDigests::parse);
        return new KnownDigests(note.map(Note::files).orElse(List.of()));
    }

    private static Optional<Note> parse(byte[] json) {
        try {
            return Optional.of(WireFormat.read(json, Note.class)).filter(note -> note.format() == FORMAT);
        } catch (InvalidField e) {
            LOG.warn("Digests known so far cannot be read and are computed again: {}", e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Digest> find(SnapshotFile file) {
        return file.identity() == null ? Optional.empty() : Optional.ofNullable(known.get(Key.of(file)));
    }

    /** Keeps what this backup found, and of what was known before the keyspaces that it did not look at. */
    void write(BackupStore store, ClusterName cluster, String node, Found found) throws IOException {
        var others = files.stream().filter(file -> !found.keyspaces().contains(file.keyspace()));
        var now = found.digests().entrySet().stream()
                .filter(entry -> entry.getKey().identity() != null)
                .map(entry -> KnownFile.of(entry.getKey(), entry.getValue()));
        var note = new Note(FORMAT, Stream.concat(others, now).toList());
        store.putNote(cluster, name(node), WireFormat.write(note));
    }

    /** What a backup found on a node. */
    record Found(Set<String> keyspaces, Map<SnapshotFile, Digest> digests) {}

    private static String name(String node) {
        return "digests/" + node + ".json";
    }
}
