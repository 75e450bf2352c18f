package dev.aeneas.backup.adapter.rest;

import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.ClusterName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What to back up; an empty object, or no body, means everything, under a name that the service chooses.
 *
 * @param backupId null: chosen by the service
 * @param keyspaces null or empty: every user keyspace
 * @param store null: {@code default}
 * @param copyTo another store that gets a copy; null: none
 */
public record BackupBody(String backupId, List<String> keyspaces, String store, String copyTo) {
    static final BackupBody EVERYTHING = new BackupBody(null, List.of(), null, null);

    StartBackup command(ClusterName cluster, String idempotencyKey) {
        return new StartBackup(cluster, backupId == null ? chosen(idempotencyKey) : backupId, keyspaces, store, copyTo);
    }

    /** The same key is the same request again and so the same backup. */
    private static String chosen(String idempotencyKey) {
        if (idempotencyKey != null) {
            return "manual-" + UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8));
        }
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        return "manual-" + now + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
