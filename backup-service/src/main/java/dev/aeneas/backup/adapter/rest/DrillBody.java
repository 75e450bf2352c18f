package dev.aeneas.backup.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.contracts.Sku;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * What to try; everything may be left out, and then means what {@link DrillRestore} says.
 *
 * @param drillId null: chosen by the service
 */
public record DrillBody(
        String drillId,
        String backupId,
        String scheduleName,
        String store,
        String region,
        Integer nodeCount,
        Sku sku,
        Duration timeout) {
    static final DrillBody NOTHING = new DrillBody(null, null, null, null, null, null, null, null);

    DrillRestore command(ClusterName cluster, String idempotencyKey) {
        var id = drillId == null ? chosen(idempotencyKey) : drillId;
        return new DrillRestore(cluster, id, backupId, scheduleName, store, region, nodeCount, sku, timeout);
    }

    /** The same key is the same request again and so the same drill. */
    private static String chosen(String idempotencyKey) {
        return "drill-"
                + (idempotencyKey == null
                        ? UUID.randomUUID()
                        : UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8)));
    }
}
