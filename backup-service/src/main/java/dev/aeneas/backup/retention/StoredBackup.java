package dev.aeneas.backup.retention;

import dev.aeneas.backup.run.Retention;
import java.time.Instant;

/**
 * A backup as a store has it.
 *
 * @param complete its manifest is there
 * @param at when it was completed; of an incomplete one the moment of its snapshot, {@link Instant#EPOCH} if unknown
 * @param scheduleName null: nobody's schedule
 * @param retention as it was when the backup was made; null: nobody's schedule
 */
record StoredBackup(
        String store, String backupId, boolean complete, Instant at, String scheduleName, Retention retention) {}
