package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold before a move begins; every broken rule is told at once. */
final class MoveRules {
    private MoveRules() {}

    static List<Violation> missing(ClusterFailover state) {
        return List.of(
                state.deleted()
                        ? new Violation(
                                "cluster", "must be a cluster that exists; '" + state.cluster() + "' is deleted")
                        : new Violation(
                                "cluster",
                                "must have a failover policy, which names primary and standby: ./aeneas failover policy "
                                        + state.cluster()));
    }

    /** Of the policy's two datacenters the one where clients are not. */
    static DatacenterName other(ClusterFailover state) {
        var policy = state.policy();
        return state.routing().datacenter().equals(policy.primary()) ? policy.standby() : policy.primary();
    }

    static List<Violation> common(ClusterFailover state, String runId, MoveKind kind) {
        var violations = new ArrayList<Violation>();
        state.openRun()
                .ifPresent(run -> violations.add(new Violation(
                        "runId", "must wait for failover " + run.facts().runId() + ", which is still open")));
        state.openMove()
                .ifPresent(move -> violations.add(new Violation(
                        "runId", "must wait for move " + move.facts().runId() + ", which is still open")));
        if (state.moves().stream().anyMatch(move -> move.facts().runId().equals(runId))) {
            violations.add(new Violation("runId", "must be new; move " + runId + " is over"));
        }
        var here = state.routing().datacenter();
        if (!here.equals(state.policy().primary())
                && !here.equals(state.policy().standby())) {
            violations.add(new Violation("policy", "must name datacenter " + here + ", where clients are"));
        }
        well(state, here, violations);
        well(state, other(state), violations);
        return violations;
    }

    static List<Violation> switchOver(ClusterFailover state, DatacenterName to) {
        var violations = new ArrayList<Violation>();
        if (state.policy() == null) {
            return violations;
        }
        if (to != null && !to.equals(other(state))) {
            violations.add(new Violation(
                    "to",
                    "must be the policy's other datacenter, " + other(state) + "; clients are at "
                            + state.routing().datacenter()));
        }
        var region = state.regionOf(other(state)).orElse("none");
        if (state.standing(region).isQuarantined()) {
            violations.add(new Violation(
                    "to",
                    "must not be in quarantine; region " + region + " was lost: ./aeneas failover "
                            + (isAtPrimary(state) ? "stay " : "failback ") + state.cluster()));
        }
        return violations;
    }

    static List<Violation> failBack(ClusterFailover state) {
        return state.policy() != null && isAtPrimary(state)
                ? List.of(new Violation(
                        "cluster",
                        "must have its clients away from the primary; they are at "
                                + state.policy().primary()
                                + ". To end the standby's quarantine: ./aeneas failover stay " + state.cluster()))
                : List.of();
    }

    static List<Violation> stay(ClusterFailover state) {
        if (state.policy() == null || !isAtPrimary(state)) {
            return List.of();
        }
        var region = state.regionOf(state.policy().standby()).orElse("none");
        return state.standing(region).isQuarantined()
                ? List.of()
                : List.of(new Violation(
                        "cluster", "must have failed over, or have a standby in quarantine; it has neither"));
    }

    private static boolean isAtPrimary(ClusterFailover state) {
        return state.routing().datacenter().equals(state.policy().primary());
    }

    /** Quarantine is what a move may end; everything else that is said of a region stands in its way. */
    private static void well(ClusterFailover state, DatacenterName datacenter, List<Violation> violations) {
        var found = state.topology().datacenter(datacenter);
        if (found.isEmpty()) {
            violations.add(
                    new Violation("policy", "must name datacenters of the cluster; '" + datacenter + "' is gone"));
            return;
        }
        var region = found.get().region();
        answers(state, region).ifPresent(violations::add);
        var away = found.get().nodes().stream()
                .filter(node -> node.state() != NodeState.NORMAL && node.state() != NodeState.PREPARED)
                .map(node -> node.name() + " " + node.state())
                .toList();
        if (!away.isEmpty() || state.contactPoints(datacenter).isEmpty()) {
            violations.add(new Violation(
                    "datacenter", "must have every node Up/Normal; of " + datacenter + " these are not: " + away));
        }
    }

    static Optional<Violation> answers(ClusterFailover state, String region) {
        var kind = state.standing(region).kind();
        boolean fine = kind == RegionStanding.Kind.HEALTHY || kind == RegionStanding.Kind.QUARANTINED;
        return fine
                ? Optional.empty()
                : Optional.of(
                        new Violation("region", "must answer and serve writes; region " + region + " is " + kind));
    }
}
