package dev.aeneas.backup.retention;

import dev.aeneas.backup.run.Retention;
import dev.aeneas.contracts.ClusterName;
import java.util.Map;
import java.util.Set;

/** What the service knows, beside what the stores say. */
public interface RetentionFacts {
    /** The schedules there are, by name. */
    Map<String, Retention> schedules(ClusterName cluster);

    /** Stores into which a backup of the cluster is being copied: contents there may be counted on at any moment. */
    default Set<String> copiedInto(ClusterName cluster) {
        return Set.of();
    }

    /** Backups that are being made or copied, or read by a restore. */
    Set<String> inUse(ClusterName cluster);

    /** Backups that were read back from this store and found to be well there. */
    Set<String> verified(ClusterName cluster, String store);

    /** Whether the cluster's turn is that of this holder. */
    boolean holdsTurn(ClusterName cluster, String holder);
}
