package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The documents of a backup in the store, as JSON. */
public final class Manifests {
    /** Written last: a backup without it is none. */
    public static final String BACKUP = "manifest.json";

    /** Written when every node holds the snapshot, before any upload. */
    public static final String SNAPSHOT = "snapshot.json";

    /** Of the documents; a reader refuses a newer one. */
    static final int FORMAT = 1;

    private final BackupStores stores;

    public Manifests(BackupStores stores) {
        this.stores = stores;
    }

    /** Written after all the node's files are in the store. */
    public static String ofNode(String node) {
        return "nodes/" + node + ".json";
    }

    /**
     * What was frozen.
     *
     * @param schema as it was before and after the snapshot
     * @param frozenAt when every node held it: what was written since is not in it; null: not known
     */
    public record SnapshotTaken(
            int format, Instant snapshotAt, Schema schema, List<NodeTokens> nodes, Instant frozenAt) {}

    /** A node and the tokens it had. */
    public record NodeTokens(BackupNode node, List<Long> tokens) {}

    /**
     * One node's files.
     *
     * @param bytesSent by the attempt that wrote this
     */
    public record NodeManifest(
            int format,
            String backupId,
            NodeTokens node,
            String cassandraVersion,
            Instant snapshotAt,
            long bytesSent,
            List<FileEntry> files) {
        Totals totals() {
            return new Totals(
                    files.size(), files.stream().mapToLong(FileEntry::sizeBytes).sum(), bytesSent);
        }
    }

    /** A file: where it was, and under which digest its content is in the store. */
    public record FileEntry(
            String keyspace, String table, String tableId, String name, long sizeBytes, Digest digest) {}

    /**
     * The whole backup; its nodes' files are in their own manifests.
     *
     * @param retention as its schedule had it then; null: nobody's schedule
     */
    public record BackupManifest(
            int format,
            ClusterName cluster,
            String backupId,
            String scheduleName,
            Instant snapshotAt,
            Instant completedAt,
            Schema schema,
            List<NodeSummary> nodes,
            Totals totals,
            Retention retention) {}

    /**
     * A node's part.
     *
     * @param manifest name of its document
     * @param digest of that document
     */
    public record NodeSummary(NodeTokens node, String manifest, Digest digest, Totals totals) {}

    <T> Optional<T> find(BackupRequest request, String name, Class<T> type) throws IOException {
        return store(request)
                .readDocument(request.cluster(), request.backupId(), name)
                .map(json -> WireFormat.read(json, type));
    }

    void put(BackupRequest request, String name, Object document) throws IOException {
        store(request).putDocument(request.cluster(), request.backupId(), name, WireFormat.write(document));
    }

    private BackupStore store(BackupRequest request) {
        return stores.named(request.store());
    }

    /** What this very run froze; an earlier run of the same name froze something else. */
    SnapshotTaken snapshotTaken(BackupRequest request, Snapshot snapshot) throws IOException {
        return find(request, SNAPSHOT, SnapshotTaken.class)
                .filter(taken -> taken.snapshotAt().equals(snapshot.at()))
                .orElseThrow(() -> new BackupImpossible(
                        "StoreChanged", SNAPSHOT + " of this backup is gone from the store", request.backupId()));
    }
}
