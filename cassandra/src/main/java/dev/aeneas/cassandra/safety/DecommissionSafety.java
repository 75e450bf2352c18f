package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether one node may leave the ring without loss; there is no force. */
public final class DecommissionSafety {
    private final double highestFill;

    /**
     * @param highestFill part of a staying node's disk that may be in use afterwards, so that compaction has room
     */
    public DecommissionSafety(double highestFill) {
        if (highestFill <= 0 || highestFill > 1) {
            throw new IllegalArgumentException("highestFill must be above 0 and at most 1, not " + highestFill);
        }
        this.highestFill = highestFill;
    }

    /** Every violated rule; go ahead only if there is none. A node whose disk is not told counts as too full. */
    public List<Violation> check(
            NodeAddress leaving, RingView ring, Collection<Keyspace> keyspaces, Map<NodeAddress, DiskInfo> disks) {
        Violations violations = new Violations();
        Optional<NodeView> node = ring.node(leaving);
        violations.require(
                node.isPresent() && node.get().mode().owns(),
                Rule.NODE_IS_KNOWN,
                "node " + leaving + " owns nothing on the ring seen by " + ring.seenBy(),
                "look at the ring again: it may have left already");
        node.filter(known -> known.mode().owns())
                .ifPresent(known -> checkKnown(known, ring, keyspaces, disks, violations));
        return violations.list();
    }

    private void checkKnown(
            NodeView leaving,
            RingView ring,
            Collection<Keyspace> keyspaces,
            Map<NodeAddress, DiskInfo> disks,
            Violations violations) {
        RingView before = ring.in(leaving.datacenter()).owners();
        RingView after = before.where(node -> !node.equals(leaving));
        RingIsQuiet.check(ring, leaving.datacenter(), Set.of(), violations);
        keyspaces.forEach(keyspace -> replicationFactorKept(keyspace, leaving, ring, violations));
        racksBalanced(before, after, violations);
        diskSuffices(leaving, before, highestFactor(leaving.datacenter(), keyspaces), disks, violations);
    }

    static void replicationFactorKept(Keyspace keyspace, NodeView leaving, RingView ring, Violations violations) {
        RingView left = ring.owners().where(node -> !node.equals(leaving));
        String datacenter = leaving.datacenter();
        int factor = keyspace.replication().factorIn(datacenter);
        int nodes = left.in(datacenter).size();
        if (keyspace.replication() instanceof Replication.Simple simple) {
            factor = simple.factor();
            nodes = left.size();
        }
        violations.require(
                nodes >= factor,
                Rule.REPLICATION_FACTOR_KEPT,
                "keyspace %s has %d replicas, %d nodes would be left in %s"
                        .formatted(keyspace.name(), factor, nodes, datacenter),
                "lower the replication factor or add a node first");
    }

    private static void racksBalanced(RingView before, RingView after, Violations violations) {
        var sizes = before.racks().stream()
                .mapToInt(rack -> after.where(node -> node.rack().equals(rack)).size())
                .summaryStatistics();
        violations.require(
                sizes.getMax() - sizes.getMin() <= 1,
                Rule.RACKS_BALANCED,
                "racks would have between %d and %d nodes".formatted(sizes.getMin(), sizes.getMax()),
                "let a node of a fuller rack leave");
    }

    /** As {@link #check}, for a node that is dead and cannot hand over what it holds; racks may become unequal. */
    public List<Violation> checkDead(
            NodeAddress dead, RingView ring, Collection<Keyspace> keyspaces, Map<NodeAddress, DiskInfo> disks) {
        Violations violations = new Violations();
        DeadNodeSafety.isDead(dead, ring, violations);
        ring.node(dead).filter(node -> node.mode().owns()).ifPresent(node -> {
            RingIsQuiet.check(ring, node.datacenter(), Set.of(dead), violations);
            keyspaces.forEach(keyspace -> replicationFactorKept(keyspace, node, ring, violations));
            keyspaces.forEach(keyspace -> DeadNodeSafety.quorumLives(keyspace, node, ring, violations));
            RingView before = ring.in(node.datacenter()).owners();
            diskSuffices(node, before, highestFactor(node.datacenter(), keyspaces), disks, violations);
        });
        return violations.list();
    }

    private void diskSuffices(
            NodeView leaving, RingView before, int factor, Map<NodeAddress, DiskInfo> disks, Violations violations) {
        RingView after = before.where(node -> !node.equals(leaving));
        Map<NodeAddress, Double> owned = before.ownership(leaving.datacenter(), factor);
        Map<NodeAddress, Double> willOwn = after.ownership(leaving.datacenter(), factor);
        for (NodeAddress staying : after.addresses()) {
            DiskInfo disk = disks.get(staying);
            double growth = growth(owned.getOrDefault(staying, 0.0), willOwn.getOrDefault(staying, 0.0));
            violations.require(
                    disk != null && disk.usedBytes() * growth <= disk.capacityBytes() * highestFill,
                    Rule.DISK_SUFFICES,
                    disk == null
                            ? "the disk of node " + staying + " is not known"
                            : "node %s would use %.0f of %d bytes"
                                    .formatted(staying, disk.usedBytes() * growth, disk.capacityBytes()),
                    "give it a larger disk, or let nodes leave where more is free");
        }
    }

    private static double growth(double before, double after) {
        return before == 0 ? 1.0 : Math.max(1.0, after / before);
    }

    private static int highestFactor(String datacenter, Collection<Keyspace> keyspaces) {
        return keyspaces.stream()
                .map(keyspace -> keyspace.replication().factorIn(datacenter))
                .max(Comparator.naturalOrder())
                .filter(factor -> factor > 0)
                .orElse(1);
    }
}
