package dev.aeneas.failover.run;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Sku;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is settled when a run opens, and its timeline.
 *
 * @param reason why it opened, for people
 * @param changes of the target, each with its reason; empty: it is what was asked for first
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
        List<String> changes,
        List<DatacenterName> dead,
        Timeline timeline,
        Target before) {
    public RunFacts {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** What the standby grows to. */
    public record Target(int nodeCount, Sku sku) {
        String inWords() {
            return nodeCount + " nodes " + sku;
        }
    }

    RunFacts at(UnaryOperator<Timeline> moment) {
        return new RunFacts(
                runId, epoch, region, reason, from, to, target, changes, dead, moment.apply(timeline), before);
    }

    RunFacts instead(Target other, String why) {
        var more = Stream.concat(changes.stream(), Stream.of(why)).toList();
        return new RunFacts(runId, epoch, region, reason, from, to, other, more, dead, timeline, before);
    }

    Instant since() {
        return timeline.since();
    }
}
