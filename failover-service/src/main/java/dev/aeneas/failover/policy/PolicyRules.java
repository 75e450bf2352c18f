package dev.aeneas.failover.policy;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a policy must obey, given the cluster's machines. */
public final class PolicyRules {
    private static final int PERCENT_MAX = 1_000;

    private PolicyRules() {}

    /** Datacenters that the policy names and the cluster does not have. */
    public static List<Violation> unknown(FailoverPolicy policy, ClusterTopology topology) {
        var violations = new ArrayList<Violation>();
        mustExist("primary", policy.primary(), topology).ifPresent(violations::add);
        mustExist("standby", policy.standby(), topology).ifPresent(violations::add);
        return violations;
    }

    /** Rules that it breaks, both datacenters being known. */
    public static List<Violation> broken(FailoverPolicy policy, ClusterTopology topology) {
        var primary = topology.datacenter(policy.primary()).orElseThrow();
        var standby = topology.datacenter(policy.standby()).orElseThrow();
        var violations = new ArrayList<Violation>();
        if (primary.region().equals(standby.region())) {
            violations.add(new Violation(
                    "standby", "must be in another region than primary; both are in " + primary.region()));
        }
        targetNodeCount(policy, standby).ifPresent(violations::add);
        targetPercent(policy).ifPresent(violations::add);
        violations.addAll(TermRules.broken(policy.terms()));
        return violations;
    }

    private static Optional<Violation> targetPercent(FailoverPolicy policy) {
        var percent = policy.terms().targetPercent();
        if (percent == null) {
            return Optional.empty();
        }
        if (policy.targetNodeCount() != null) {
            return Optional.of(new Violation("terms.targetPercent", "must be left out where targetNodeCount is given"));
        }
        return percent >= 1 && percent <= PERCENT_MAX
                ? Optional.empty()
                : Optional.of(
                        new Violation("terms.targetPercent", "must be from 1 to " + PERCENT_MAX + "; was " + percent));
    }

    private static Optional<Violation> mustExist(String field, DatacenterName name, ClusterTopology topology) {
        return topology.datacenter(name).isPresent()
                ? Optional.empty()
                : Optional.of(new Violation(
                        field,
                        "must be a datacenter of the cluster; '" + name + "' is none of "
                                + topology.datacenters().stream()
                                        .map(Datacenter::datacenter)
                                        .toList()));
    }

    private static Optional<Violation> targetNodeCount(FailoverPolicy policy, Datacenter standby) {
        var target = policy.targetNodeCount();
        int racks = standby.racks().size();
        if (target == null || (target % racks == 0 && target >= standby.replicationFactor())) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                "targetNodeCount",
                "must be a multiple of the standby's racks (" + racks + ") and at least its replication factor ("
                        + standby.replicationFactor() + "); was " + target));
    }
}
