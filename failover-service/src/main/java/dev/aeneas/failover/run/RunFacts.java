package dev.aeneas.failover.run;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Sku;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is settled when a run opens, and its timeline.
 *
 * @param reason why it opened, for people
 * @param dead datacenters of the lost region: nobody waits for them
 * @param before what the standby was when the run opened; null in one that was stored before this was kept
 */
public record RunFacts(
        String runId,
        long epoch,
        String region,
        String reason,
        DatacenterName from,
        DatacenterName to,
        Target target,
        List<DatacenterName> dead,
        Timeline timeline,
        Target before) {

    /** What the standby grows to. */
    public record Target(int nodeCount, Sku sku) {}

    RunFacts at(UnaryOperator<Timeline> moment) {
        return new RunFacts(runId, epoch, region, reason, from, to, target, dead, moment.apply(timeline), before);
    }

    Instant since() {
        return timeline.since();
    }
}
