package dev.aeneas.backup.verification;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Work;

/** Reads a share of a backup's contents in one store; the same ones at each attempt of a round. */
public record ReadBack(ClusterName cluster, String backupId, String store, int percent, int round, int attempt)
        implements Work {
    @Override
    public String key() {
        return "read-" + round + "#" + attempt;
    }
}
