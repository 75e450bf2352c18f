package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.step.ThrottleLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What eases a change and what follows it: throttles lifted and put back, data removed that nodes no longer own. */
public final class TendNodes {
    private static final Throttles UNLIMITED = new Throttles(0, 0, 0, 0, 0);
    private static final int AS_MANY_JOBS_AS_COMPACTORS = 0;

    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final Duration cleanupBound;

    public TendNodes(ClusterAccess access, Keyspaces keyspaces, Duration cleanupBound) {
        this.access = access;
        this.keyspaces = keyspaces;
        this.cleanupBound = cleanupBound;
    }

    public Map<String, ThrottleLimits> limits(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        return Parallel.map(access.livingMembers(nodes), node -> {
                    try (var operations = access.connect(topology.cluster(), node)) {
                        return limits(operations.throttles());
                    }
                })
                .entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    public void lift(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        Parallel.each(access.livingMembers(nodes), node -> throttle(topology, node, UNLIMITED));
    }

    /** Nodes without a remembered limit were started since, and have their own. */
    public void putBack(ClusterTopology topology, List<Node> nodes, Map<String, ThrottleLimits> before)
            throws InterruptedException {
        var lifted = access.livingMembers(
                nodes.stream().filter(node -> before.containsKey(node.name())).toList());
        Parallel.each(lifted, node -> throttle(topology, node, throttles(before.get(node.name()))));
    }

    public void cleanUp(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        List<String> owned;
        try (var session = keyspaces.session(
                topology, d -> d.datacenter().equals(nodes.get(0).datacenter()))) {
            owned = session.keyspaces().stream()
                    .filter(keyspace -> !keyspace.isLocal())
                    .map(Keyspace::name)
                    .toList();
        }
        Parallel.each(nodes, node -> {
            try (var operations = access.connect(topology.cluster(), node)) {
                owned.forEach(keyspace -> operations.cleanup(keyspace, AS_MANY_JOBS_AS_COMPACTORS, cleanupBound));
            }
            return null;
        });
    }

    private boolean throttle(ClusterTopology topology, Node node, Throttles wanted) {
        try (var operations = access.connect(topology.cluster(), node)) {
            operations.throttle(wanted);
            return true;
        }
    }

    private static ThrottleLimits limits(Throttles t) {
        return new ThrottleLimits(
                t.stream(),
                t.interDatacenterStream(),
                t.entireSstableStream(),
                t.entireSstableInterDatacenterStream(),
                t.compaction());
    }

    private static Throttles throttles(ThrottleLimits l) {
        return new Throttles(
                l.stream(),
                l.interDatacenterStream(),
                l.entireSstableStream(),
                l.entireSstableInterDatacenterStream(),
                l.compaction());
    }
}
