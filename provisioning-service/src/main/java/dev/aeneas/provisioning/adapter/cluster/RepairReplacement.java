package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisionError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Repairs what a node that took a dead one's place owns, within its datacenter: it streamed each range from ANY living replica, also from
 * one that missed a write which the dead node had.
 */
public final class RepairReplacement {
    private final ClusterAccess access;
    private final Duration bound;

    /**
     * Makes a repair.
     *
     * @param bound for one keyspace
     */
    RepairReplacement(ClusterAccess access, Duration bound) {
        this.access = access;
        this.bound = bound;
    }

    /** What is still missing although the node has joined; empty: nothing. */
    Optional<ProvisionError> repair(ClusterTopology topology, Node replacement) {
        var unrepaired = unrepaired(topology, replacement);
        return unrepaired.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProvisionError(
                        "NotRepaired",
                        replacement.name() + " has joined, but: " + String.join("; ", unrepaired),
                        replacement.name()));
    }

    private List<String> unrepaired(ClusterTopology topology, Node replacement) {
        var datacenter = replacement.datacenter().value();
        try (var session = access.login(topology.cluster(), List.of(replacement));
                var node = access.connect(topology.cluster(), replacement)) {
            return session.keyspaces().stream()
                    .filter(keyspace -> keyspace.replication().factorIn(datacenter) > 1)
                    .map(Keyspace::name)
                    .flatMap(keyspace -> {
                        var within = new TreeSet<>(List.of(datacenter));
                        var request = new RepairRequest(keyspace, within, RepairRequest.Ranges.ALL_OWNED);
                        var result = node.repair(request, bound, progress -> {});
                        return result instanceof RepairResult.Failed || result instanceof RepairResult.Unknown
                                ? Stream.of(keyspace + " was not repaired: " + result)
                                : Stream.<String>empty();
                    })
                    .toList();
        } catch (NodeException | ClusterException e) {
            return List.of("its ranges were not repaired: " + e.getMessage());
        }
    }
}
