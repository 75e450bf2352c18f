package dev.aeneas.backup.drill;

import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.contracts.Sku;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What is to be tried.
 *
 * @param backupId null: the newest complete one
 * @param scheduleName of which it is the newest; null: of any
 * @param sku null: the provider's default
 * @param timeout until it is given up, the deletion of the scratch cluster not counted
 */
public record DrillRequest(
        ClusterName cluster,
        String drillId,
        String backupId,
        String scheduleName,
        String store,
        String region,
        int nodeCount,
        Sku sku,
        Duration timeout,
        Instant requestedAt) {
    private static final String PREFIX = "drill_";
    private static final int DIGITS = 16;

    static DrillRequest of(DrillRestore command, String region, Sku sku, Duration timeout, Instant now) {
        return new DrillRequest(
                command.cluster(),
                command.drillId(),
                command.backupId(),
                command.scheduleName(),
                BackupStores.nameOf(command.store()),
                region,
                command.nodeCount() == null ? 1 : command.nodeCount(),
                sku,
                command.timeout() == null ? timeout : command.timeout(),
                now);
    }

    /** Nobody else calls a cluster so: what is deleted at the end is this drill's own. */
    public static ClusterName scratch(ClusterName cluster, String drillId) {
        var name = (cluster + "/" + drillId).getBytes(StandardCharsets.UTF_8);
        var digits = UUID.nameUUIDFromBytes(name).toString().replace("-", "");
        return new ClusterName(PREFIX + digits.substring(0, DIGITS));
    }

    static boolean isScratch(ClusterName cluster) {
        return cluster.value().startsWith(PREFIX);
    }

    public ClusterName scratch() {
        return scratch(cluster, drillId);
    }

    Instant deadline() {
        return requestedAt.plus(timeout);
    }

    boolean asksForTheSame(DrillRestore command) {
        return store.equals(BackupStores.nameOf(command.store()))
                && (backupId == null ? command.backupId() == null : backupId.equals(command.backupId()));
    }
}
