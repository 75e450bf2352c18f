package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import java.time.Instant;

/** What a worker found or did. */
public sealed interface BackupReport {

    /** Every node of the ring holds the snapshot. */
    record SnapshotsTaken(Snapshot snapshot) implements BackupReport {}

    /** The node's manifest is in the store; {@code keptBack} is null where nothing was, or nobody knows. */
    record NodeUploaded(String node, Totals totals, KeptBack keptBack) implements BackupReport {}

    /** The backup's manifest is in the store. */
    record ManifestWritten(String location, Instant completedAt) implements BackupReport {}

    /** The node holds the snapshot no more. */
    record SnapshotCleared(String node) implements BackupReport {}
}
