package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.ProcessId;

/** The decider's verdict on a region: an input of the region's process, fed when it would change something. */
public record Judged(ClusterName cluster, String region, Verdict verdict) {

    /** Names of clusters and regions hold no dot. */
    public static String idOf(ClusterName cluster, String region) {
        return cluster + "." + region;
    }

    String id() {
        return idOf(cluster, region);
    }

    public ProcessId process() {
        return new ProcessId(RegionDecisions.KIND.name(), id());
    }
}
