package dev.aeneas.failover.run;

import dev.aeneas.failover.run.RunFacts.Target;
import java.util.List;
import java.util.stream.Stream;

/** What to ask for, one after the other, when the standby cannot grow as asked. */
final class PlanB {
    /** Each costs time in which clients are served by a small standby. */
    private static final int MAX = 6;

    private PlanB() {}

    /**
     * The other sizes that the policy names and the standby's own, for as many nodes; then half the growth and a single row of racks.
     */
    static List<Target> of(ClusterFailover state, RunFacts facts) {
        var wanted = facts.target();
        var plan = state.policy().planB();
        var standby = state.topology().datacenter(facts.to()).orElseThrow();
        var sizes = Stream.concat(plan.skus().stream(), plan.fewerNodes() ? Stream.of(standby.sku()) : Stream.of())
                .map(sku -> new Target(wanted.nodeCount(), sku));
        int racks = standby.racks().size();
        int now = GrowthTarget.servingNodes(standby);
        int half = now + (wanted.nodeCount() - now) / 2 / racks * racks;
        var fewer = Stream.of(half, now + racks)
                .filter(count -> plan.fewerNodes() && count > now && count < wanted.nodeCount())
                .map(count -> new Target(count, wanted.sku()));
        return Stream.concat(sizes, fewer)
                .distinct()
                .filter(target -> !target.equals(wanted))
                .limit(MAX)
                .toList();
    }
}
