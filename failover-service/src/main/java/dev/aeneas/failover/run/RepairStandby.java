package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.platform.process.Work;
import java.util.List;

/** Open work of a run: repair the user keyspaces inside the standby. */
public record RepairStandby(
        ClusterName cluster, String runId, int attempt, DatacenterName standby, List<String> addresses)
        implements Work {
    @Override
    public String key() {
        return "repair-" + runId + "#" + attempt;
    }

    /** The report: what was acknowledged in the standby is readable there at LOCAL_QUORUM. */
    public record StandbyRepaired(String runId) {}
}
