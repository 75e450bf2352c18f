package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets every node of a new datacenter fetch its data from a living one, all at the same time. */
public final class RebuildNodes {
    private static final String REBUILD = "Rebuild";

    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final AwaitSchema schema;
    private final Awaiting awaiting;
    private final Duration bound;

    RebuildNodes(ClusterAccess access, Keyspaces keyspaces, AwaitSchema schema, Awaiting awaiting, Duration bound) {
        this.access = access;
        this.keyspaces = keyspaces;
        this.schema = schema;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    public void rebuild(ClusterTopology topology, Datacenter added) throws InterruptedException {
        var sources = sources(topology, added);
        // a rebuild fetches what its node's own schema names; by an older one it fetches less and says that it
        // succeeded
        schema.on(topology, everyLivingNode(topology, added));
        Parallel.each(added.nodes(), node -> {
            try (var operations = access.connect(topology.cluster(), node)) {
                awaitEarlierRebuild(operations);
                sources.forEach((source, names) -> operations.rebuild(source, names, bound));
            }
            return null;
        });
    }

    private List<Node> everyLivingNode(ClusterTopology topology, Datacenter added) throws InterruptedException {
        var others = topology.nodes().stream()
                .filter(node -> !added.nodes().contains(node))
                .toList();
        return Stream.concat(access.livingMembers(others).stream(), added.nodes().stream())
                .toList();
    }

    /** Which keyspaces to fetch from which datacenter: one that holds them, and where every node lives. */
    private Map<String, Set<String>> sources(ClusterTopology topology, Datacenter added) throws InterruptedException {
        var living = living(topology, added);
        var sources = new HashMap<String, Set<String>>();
        try (var session = keyspaces.session(topology, d -> !d.equals(added))) {
            for (var keyspace : session.keyspaces()) {
                if (keyspace.replication().factorIn(added.datacenter().value()) > 0) {
                    sources.computeIfAbsent(source(keyspace, living), any -> new TreeSet<>())
                            .add(keyspace.name());
                }
            }
        }
        return sources;
    }

    private List<String> living(ClusterTopology topology, Datacenter added) throws InterruptedException {
        var others =
                topology.datacenters().stream().filter(d -> !d.equals(added)).toList();
        var living = access.livingMembers(
                others.stream().flatMap(d -> d.nodes().stream()).toList());
        return others.stream()
                .filter(d -> !d.nodes().isEmpty() && living.containsAll(d.nodes()))
                .map(d -> d.datacenter().value())
                .collect(Collectors.toList());
    }

    private static String source(Keyspace keyspace, List<String> living) {
        return living.stream()
                .filter(datacenter -> keyspace.replication().factorIn(datacenter) > 0)
                .findFirst()
                .orElseThrow(() -> ProvisioningFailed.of(
                        "NoSourceToRebuildFrom",
                        keyspace.name(),
                        "no datacenter that holds " + keyspace.name() + " has all its nodes alive"));
    }

    /** One that a service began which then died: Cassandra refuses a second one meanwhile. */
    private void awaitEarlierRebuild(NodeOperations node) throws InterruptedException {
        var unused = awaiting.until(bound, () -> node.streams().stream()
                .filter(stream -> stream.operation().equals(REBUILD))
                .map(stream -> "rebuild from " + stream.peer())
                .toList());
    }
}
