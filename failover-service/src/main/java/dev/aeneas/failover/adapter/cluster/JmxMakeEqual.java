package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.node.CompareReplicas.Comparison;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.move.MakeEqual;
import dev.aeneas.failover.move.SyncDatacenters.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Full repairs over JMX among the replicas of two datacenters, then previews. Cassandra takes no primary ranges together with more
 * than one datacenter, so the nodes that are asked repair all that they own.
 */
@ApplicationScoped
public class JmxMakeEqual implements MakeEqual {
    private static final Logger LOG = LoggerFactory.getLogger(JmxMakeEqual.class);

    private final ManagedNodes managed;
    private final FailoverConfig config;

    public JmxMakeEqual(ManagedNodes managed, FailoverConfig config) {
        this.managed = managed;
        this.config = config;
    }

    @Override
    public Compared makeEqual(ClusterName cluster, Side one, Side other) {
        var asker = one.addresses().size() <= other.addresses().size() ? one : other;
        var nodes = asker.addresses().stream().map(NodeAddress::of).toList();
        var ring = ring(cluster, nodes.get(0));
        requireUpNormal(ring, one, other);
        var differences = new ArrayList<String>();
        for (var keyspace : keyspaces(cluster, asker, nodes, Set.of(one, other))) {
            var factor = keyspace.replication().factorIn(asker.datacenter().value());
            var request = new RepairRequest(
                    keyspace.name(),
                    new TreeSet<>(
                            Set.of(one.datacenter().value(), other.datacenter().value())),
                    RepairRequest.Ranges.ALL_OWNED);
            var asked = holders(ring.in(asker.datacenter().value()).owners(), factor);
            asked.forEach(node -> repair(cluster, node, request));
            asked.forEach(node -> compare(cluster, node, request, differences));
        }
        return differences.isEmpty()
                ? new Compared(
                        true,
                        "in sync: compared after a full repair of " + one.datacenter() + " and " + other.datacenter())
                : new Compared(false, String.join("; ", differences));
    }

    private RingView ring(ClusterName cluster, NodeAddress seenFrom) {
        try (var node = managed.reach(cluster).connect(seenFrom)) {
            return node.ring();
        }
    }

    private static void requireUpNormal(RingView ring, Side one, Side other) {
        for (var side : List.of(one, other)) {
            var members = ring.in(side.datacenter().value()).owners();
            var away = members.where(node -> !node.isUpNormal());
            if (!away.isEmpty() || members.size() < side.addresses().size()) {
                throw new IllegalStateException("not every node of " + side.datacenter() + " is Up/Normal: "
                        + members.size() + " of " + side.addresses().size() + " on the ring, away " + away.nodes());
            }
        }
    }

    /** Roles too: one that was made while a datacenter was away must be able to log in there. */
    private List<Keyspace> keyspaces(ClusterName cluster, Side asker, List<NodeAddress> nodes, Set<Side> sides) {
        try (var session = managed.connect(cluster, asker.datacenter(), nodes)) {
            return session.keyspaces().stream()
                    .filter(k -> !k.isSystem() || k.name().equals("system_auth"))
                    .filter(k -> sides.stream()
                            .allMatch(
                                    s -> k.replication().factorIn(s.datacenter().value()) > 0))
                    .toList();
        }
    }

    /** With a rack for each replica one rack holds everything, once; else every node is asked. */
    private static List<NodeAddress> holders(RingView members, int factor) {
        var racks = members.racks();
        var asked = racks.size() == factor ? members.where(node -> node.rack().equals(racks.first())) : members;
        return asked.nodes().stream().map(NodeView::address).toList();
    }

    private void repair(ClusterName cluster, NodeAddress address, RepairRequest request) {
        try (var node = managed.reach(cluster).connect(address)) {
            var result = node.repair(request, config.move().repair(), progress -> {});
            LOG.info("Move: {} {} keyspace {}: {}", cluster, address, request.keyspace(), result);
            if (result instanceof RepairResult.Failed failed) {
                throw notRepaired(address, request, failed.reason());
            }
            if (result instanceof RepairResult.Unknown unknown) {
                throw notRepaired(address, request, unknown.reason());
            }
        }
    }

    private static IllegalStateException notRepaired(NodeAddress node, RepairRequest request, String why) {
        return new IllegalStateException("repair of " + request.keyspace() + " on " + node + ": " + why);
    }

    private void compare(ClusterName cluster, NodeAddress address, RepairRequest request, List<String> differences) {
        try (var node = managed.reach(cluster).connect(address)) {
            var comparison = node.compare(request, config.move().repair());
            LOG.info("Move: {} {} keyspace {}: {}", cluster, address, request.keyspace(), comparison);
            if (comparison instanceof Comparison.Different different) {
                differences.add(request.keyspace() + " seen from " + address + ": " + different.summary());
            } else if (comparison instanceof Comparison.Unknown unknown) {
                throw new IllegalStateException(
                        "comparing " + request.keyspace() + " on " + address + ": " + unknown.reason());
            }
        }
    }
}
