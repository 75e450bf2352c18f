package dev.aeneas.backup.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What to restore; all but the backup may be left out, and then means what {@link RestoreBackup} says.
 *
 * @param restoreId null: chosen by the service
 */
public record RestoreBody(
        String restoreId,
        ClusterName sourceCluster,
        String backupId,
        String store,
        List<String> keyspaces,
        List<String> tables,
        Map<String, String> renameKeyspaces,
        Map<String, String> renameTables,
        Map<String, String> datacenters,
        Instant pointInTime,
        IntoExisting intoExisting,
        List<String> withoutDatacenters,
        Integer replicas,
        Boolean withRoles) {

    RestoreBackup command(ClusterName cluster, String idempotencyKey) {
        return new RestoreBackup(
                cluster,
                restoreId == null ? chosen(idempotencyKey) : restoreId,
                sourceCluster,
                backupId,
                store,
                keyspaces,
                tables,
                renameKeyspaces,
                renameTables,
                datacenters,
                pointInTime,
                intoExisting,
                withoutDatacenters,
                replicas,
                withRoles);
    }

    /** The same key is the same request again and so the same restore. */
    private static String chosen(String idempotencyKey) {
        return "restore-"
                + (idempotencyKey == null
                        ? UUID.randomUUID()
                        : UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8)));
    }
}
