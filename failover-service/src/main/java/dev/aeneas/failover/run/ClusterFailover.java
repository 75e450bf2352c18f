package dev.aeneas.failover.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.failover.forecast.Beside;
import dev.aeneas.failover.move.Move;
import dev.aeneas.failover.policy.FailoverPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster as failover knows it.
 *
 * @param epoch of the newest run; grows for ever, also when a cluster of that name is created again
 * @param policy null until one is set
 * @param routing null until a policy says which datacenter is the primary
 * @param regions only those of which something was announced
 * @param runs the newest last; older ones than the last few are dropped
 * @param moves as {@code runs}
 * @param restraint what keeps Aeneas from acting by itself
 */
public record ClusterFailover(
        ClusterTopology topology,
        boolean deleted,
        long epoch,
        FailoverPolicy policy,
        Routing routing,
        Map<String, RegionStanding> regions,
        List<FailoverRun> runs,
        List<Move> moves,
        Restraint restraint) {
    private static final int RUNS_KEPT = 20;

    public ClusterFailover {
        regions = Map.copyOf(regions);
        runs = newest(runs);
        moves = moves == null ? List.of() : newest(moves); // one that was stored before there were any
        restraint = restraint == null ? Restraint.NONE : restraint;
    }

    private static <T> List<T> newest(List<T> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - RUNS_KEPT), all.size()));
    }

    static ClusterFailover begun(ClusterTopology topology) {
        return new ClusterFailover(topology, false, 0, null, null, Map.of(), List.of(), List.of(), null);
    }

    ClusterFailover with(ClusterTopology newer) {
        if (deleted) {
            return new ClusterFailover(newer, false, epoch, null, null, Map.of(), List.of(), List.of(), restraint);
        }
        return new ClusterFailover(newer, deleted, epoch, policy, routing, regions, runs, moves, restraint);
    }

    ClusterFailover gone() {
        return new ClusterFailover(
                topology, true, epoch, null, null, Map.of(), List.of(), List.of(), restraint.forgotten());
    }

    ClusterFailover with(FailoverPolicy newPolicy, Routing newRouting) {
        return new ClusterFailover(topology, deleted, epoch, newPolicy, newRouting, regions, runs, moves, restraint);
    }

    ClusterFailover with(String region, RegionStanding standing) {
        var changed = new TreeMap<>(regions);
        changed.put(region, standing);
        return new ClusterFailover(topology, deleted, epoch, policy, routing, changed, runs, moves, restraint);
    }

    ClusterFailover with(Restraint other) {
        return new ClusterFailover(topology, deleted, epoch, policy, routing, regions, runs, moves, other);
    }

    ClusterFailover opened(FailoverRun run) {
        var more = new ArrayList<>(runs);
        more.add(run);
        var there = new Routing(run.facts().to(), run.facts().epoch());
        return new ClusterFailover(
                topology, deleted, there.epoch(), policy, there, regions, more, moves, restraint.withProposal(null));
    }

    /** The newest run in another state. */
    ClusterFailover moved(FailoverRun run) {
        var changed = new ArrayList<>(runs);
        changed.set(changed.size() - 1, run);
        return new ClusterFailover(topology, deleted, epoch, policy, routing, regions, changed, moves, restraint);
    }

    ClusterFailover begun(Move move) {
        var more = new ArrayList<>(moves);
        more.add(move);
        return withMoves(more);
    }

    /** The newest move in another state. */
    ClusterFailover moved(Move move) {
        var changed = new ArrayList<>(moves);
        changed.set(changed.size() - 1, move);
        return withMoves(changed);
    }

    private ClusterFailover withMoves(List<Move> newMoves) {
        return new ClusterFailover(topology, deleted, epoch, policy, routing, regions, runs, newMoves, restraint);
    }

    /** Clients belong elsewhere, under a new epoch, and roles are as this policy says. */
    ClusterFailover shifted(DatacenterName to, FailoverPolicy roles) {
        long next = epoch + 1;
        return new ClusterFailover(
                topology, deleted, next, roles, new Routing(to, next), regions, runs, moves, restraint);
    }

    @JsonIgnore
    public Optional<Move.Open> openMove() {
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(moves.get(moves.size() - 1))
                        .filter(Move.Open.class::isInstance)
                        .map(Move.Open.class::cast);
    }

    @JsonIgnore
    ClusterName cluster() {
        return topology.cluster();
    }

    RegionStanding standing(String region) {
        return regions.getOrDefault(region, RegionStanding.HEALTHY);
    }

    @JsonIgnore
    Optional<FailoverRun> newestRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    @JsonIgnore
    public Optional<FailoverRun> openRun() {
        return newestRun().filter(FailoverRun::isOpen);
    }

    /** What recovery takes beside noticing and growing, by the failovers that are remembered, rehearsed ones too. */
    @JsonIgnore
    public Beside beside() {
        var newestFirst = new ArrayList<>(runs);
        Collections.reverse(newestFirst);
        return Beside.of(newestFirst.stream()
                .flatMap(run -> run.facts().timeline().shown().stream())
                .toList());
    }

    /**
     * From the shift of clients until consistency is restored, and the region they left is well. Within an epoch it ends once and does not
     * begin again: clients hear of it from replicas that may be late.
     */
    public Optional<Levels> steppedConsistency() {
        return newestRun()
                .filter(run -> routing != null && run.facts().epoch() == routing.epoch())
                .filter(run -> run.isOpen() || standing(run.facts().region()).kind() != RegionStanding.Kind.HEALTHY)
                .filter(run -> policy != null)
                .map(run -> policy.levelsDuring());
    }

    Optional<String> regionOf(DatacenterName datacenter) {
        return topology.datacenter(datacenter).map(Datacenter::region);
    }

    List<DatacenterName> datacentersIn(String region) {
        return topology.datacenters().stream()
                .filter(d -> d.region().equals(region))
                .map(Datacenter::datacenter)
                .toList();
    }

    /** Addresses of a datacenter's nodes that serve clients. */
    public List<String> contactPoints(DatacenterName datacenter) {
        return topology.datacenter(datacenter).stream()
                .flatMap(d -> d.nodes().stream())
                .filter(n -> n.state() == NodeState.NORMAL)
                .map(ClusterTopology.Node::address)
                .toList();
    }
}
