package dev.aeneas.backup.restore;

import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Manifests.SnapshotTaken;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads backups back from where they were put. */
public final class ReadBackup {
    private static final int FORMAT_NEWEST = 1;

    /** Where it was not noted when all nodes held it. */
    private static final Duration SNAPSHOT_TAKES = Duration.ofSeconds(10);

    private final BackupStores stores;

    public ReadBackup(BackupStores stores) {
        this.stores = stores;
    }

    /**
     * The backup that a command names; empty when there is no complete one of this name.
     *
     * @throws BackupImpossible when it is there and cannot be read
     */
    Optional<BackupContents> find(RestoreBackup command) throws IOException {
        var json = store(command).readDocument(command.sourceCluster(), command.backupId(), Manifests.BACKUP);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        var manifest = WireFormat.read(json.get(), BackupManifest.class);
        if (manifest.format() > FORMAT_NEWEST) {
            throw corrupt(
                    command, "it is of format " + manifest.format() + ", this version reads up to " + FORMAT_NEWEST);
        }
        var nodes = new ArrayList<NodeManifest>();
        for (var node : manifest.nodes()) {
            nodes.add(node(command, node));
        }
        return Optional.of(new BackupContents(manifest, nodes));
    }

    /** The same without what its nodes' files are. */
    Optional<BackupHead> head(RestoreBackup command) throws IOException {
        var json = store(command).readDocument(command.sourceCluster(), command.backupId(), Manifests.BACKUP);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        var manifest = WireFormat.read(json.get(), BackupManifest.class);
        var frozenAt = store(command)
                .readDocument(command.sourceCluster(), command.backupId(), Manifests.SNAPSHOT)
                .map(taken -> WireFormat.read(taken, SnapshotTaken.class).frozenAt());
        return Optional.of(
                new BackupHead(manifest, frozenAt.orElse(manifest.snapshotAt().plus(SNAPSHOT_TAKES))));
    }

    /** Every backup of the cluster that a command names, complete or not. */
    List<String> ids(RestoreBackup command) throws IOException {
        return store(command).backups(command.sourceCluster());
    }

    LoggedBackup logged(RestoreBackup command, BackupContents backup) {
        return new LoggedBackup(
                command.sourceCluster(), command.backupId(), backup.manifest().snapshotAt());
    }

    private NodeManifest node(RestoreBackup command, NodeSummary node) throws IOException {
        var json = store(command)
                .readDocument(command.sourceCluster(), command.backupId(), node.manifest())
                .orElseThrow(() -> corrupt(command, node.manifest() + " is missing"));
        if (!Digest.of(new ByteArrayInputStream(json)).equals(node.digest())) {
            throw corrupt(command, node.manifest() + " was changed since");
        }
        return WireFormat.read(json, NodeManifest.class);
    }

    OptionalLong sizeOf(RestoreBackup command, Digest digest) throws IOException {
        return store(command).sizeOf(command.sourceCluster(), digest);
    }

    InputStream open(RestoreBackup command, Digest digest) throws IOException {
        return store(command).openObject(command.sourceCluster(), digest);
    }

    BackupStore store(RestoreBackup command) {
        return stores.named(BackupStores.nameOf(command.store()));
    }

    private static BackupImpossible corrupt(RestoreBackup command, String what) {
        return new BackupImpossible("BackupCorrupt", "the backup cannot be read: " + what, command.backupId());
    }
}
