package dev.aeneas.backup.restore;

import dev.aeneas.backup.archive.LoggedBackup;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A complete backup without its files.
 *
 * @param frozenAt when every node held its snapshot: nothing that was written later is in it
 */
record BackupHead(BackupManifest manifest, Instant frozenAt) {
    String backupId() {
        return manifest.backupId();
    }

    boolean isBefore(Instant moment) {
        return !frozenAt.isAfter(moment);
    }

    /** Whether everything that a command names is in it. */
    boolean holds(RestoreBackup command) {
        var schema = manifest.schema();
        return schema.keyspaces().containsAll(command.keyspaces())
                && schema.tables().stream()
                        .map(table -> table.toString())
                        .collect(Collectors.toSet())
                        .containsAll(command.tables());
    }

    LoggedBackup logged(RestoreBackup command) {
        return new LoggedBackup(command.sourceCluster(), manifest.backupId(), manifest.snapshotAt());
    }

    Set<String> nodes() {
        return manifest.nodes().stream().map(node -> node.node().node().name()).collect(Collectors.toSet());
    }
}
