package dev.aeneas.backup.retention;

import dev.aeneas.backup.archive.StoredLog;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Manifests.SnapshotTaken;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one store has of a cluster, read from the documents of its backups, one at a time. */
final class Inventory {
    private final String name;
    private final BackupStore store;
    private final ClusterName cluster;

    Inventory(String name, BackupStore store, ClusterName cluster) {
        this.name = name;
        this.store = store;
        this.cluster = cluster;
    }

    List<StoredBackup> backups() throws IOException {
        var backups = new ArrayList<StoredBackup>();
        for (var backupId : store.backups(cluster)) {
            backups.add(backup(backupId));
        }
        return backups;
    }

    private StoredBackup backup(String backupId) throws IOException {
        var manifest = read(backupId, Manifests.BACKUP, BackupManifest.class);
        if (manifest.isPresent()) {
            var whole = manifest.get();
            return new StoredBackup(name, backupId, true, whole.completedAt(), whole.scheduleName(), whole.retention());
        }
        var at = read(backupId, Manifests.SNAPSHOT, SnapshotTaken.class).map(SnapshotTaken::snapshotAt);
        return new StoredBackup(name, backupId, false, at.orElse(Instant.EPOCH), null, null);
    }

    /**
     * Tells every content that a backup needs, those of an incomplete one as far as its nodes are done.
     *
     * @throws IOException when a complete backup's document is not there: nobody knows then what is needed
     */
    void contents(String backupId, Consumer<String> digests) throws IOException {
        var manifest = read(backupId, Manifests.BACKUP, BackupManifest.class);
        var documents = manifest.isPresent()
                ? manifest.get().nodes().stream().map(NodeSummary::manifest).toList()
                : nodesOfIncomplete(backupId);
        for (var document : documents) {
            var json = store.readDocument(cluster, backupId, document);
            if (json.isPresent()) {
                digests(json.get(), digests);
            } else if (manifest.isPresent()) {
                throw new IOException(document + " of complete backup " + backupId + " is not in the store");
            }
        }
        // what was shipped of commit logs goes on from this backup, and is of use only with it
        new StoredLog(store).contents(cluster, backupId, digests);
    }

    private List<String> nodesOfIncomplete(String backupId) throws IOException {
        return read(backupId, Manifests.SNAPSHOT, SnapshotTaken.class).stream()
                .flatMap(taken -> taken.nodes().stream())
                .map(node -> Manifests.ofNode(node.node().name()))
                .toList();
    }

    private <T> Optional<T> read(String backupId, String document, Class<T> type) throws IOException {
        return store.readDocument(cluster, backupId, document).map(json -> WireFormat.read(json, type));
    }

    /** Of a node's manifest only what is needed here; a node has many files. */
    private record Contents(List<Named> files) {}

    private record Named(String digest) {}

    private static void digests(byte[] nodeManifest, Consumer<String> digests) {
        WireFormat.read(nodeManifest, Contents.class).files().forEach(file -> digests.accept(file.digest()));
    }
}
