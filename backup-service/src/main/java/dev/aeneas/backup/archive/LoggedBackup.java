package dev.aeneas.backup.archive;

import dev.aeneas.contracts.ClusterName;
import java.time.Instant;

/** The backup that a log goes on from. */
public record LoggedBackup(ClusterName cluster, String backupId, Instant snapshotAt) {}
