package dev.aeneas.backup.retention;

import dev.aeneas.contracts.BackupEvent.BackupDeleted;

/** A backup that has to go, and why. */
public record Expired(String store, String backupId, BackupDeleted.Reason reason) {}
