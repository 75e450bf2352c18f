package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a new node may take the place of a dead one; removing a dead one is {@link DecommissionSafety#checkDead}. */
public final class DeadNodeSafety {

    /** Every violated rule, in the view of a living node of the same datacenter. */
    public List<Violation> check(NodeAddress dead, RingView ring, Collection<Keyspace> keyspaces) {
        Violations violations = new Violations();
        isDead(dead, ring, violations);
        ring.node(dead).filter(node -> node.mode().owns()).ifPresent(node -> {
            RingIsQuiet.check(ring, node.datacenter(), Set.of(dead), violations);
            keyspaces.forEach(keyspace -> sourceLives(keyspace, node, ring, violations));
        });
        return violations.list();
    }

    static void isDead(NodeAddress address, RingView ring, Violations violations) {
        Optional<NodeView> node =
                ring.node(address).filter(known -> known.mode().owns());
        violations.require(
                node.isPresent(),
                Rule.NODE_IS_KNOWN,
                "node " + address + " owns nothing on the ring seen by " + ring.seenBy(),
                "look at the ring again: it may be gone already");
        violations.require(
                node.filter(NodeView::up).isEmpty(),
                Rule.NODE_IS_DEAD,
                "node " + address + " is seen up by " + ring.seenBy(),
                "a node that lives is decommissioned; one that only restarts is waited for");
    }

    private static void sourceLives(Keyspace keyspace, NodeView dead, RingView ring, Violations violations) {
        boolean elsewhere = ring.up().owners().datacenters().stream()
                .anyMatch(other -> !other.equals(dead.datacenter())
                        && keyspace.replication().factorIn(other) > 0);
        int factor = keyspace.replication().factorIn(dead.datacenter());
        violations.require(
                factor == 0 || elsewhere || fewestLiving(dead, ring, factor) > 0,
                Rule.LIVING_SOURCE,
                "keyspace %s has ranges in %s that only the dead node held"
                        .formatted(keyspace.name(), dead.datacenter()),
                "start the dead node again, or restore the keyspace from a backup");
    }

    /** What the dead node alone had acknowledged is gone; with a quorum alive nothing is. */
    static void quorumLives(Keyspace keyspace, NodeView dead, RingView ring, Violations violations) {
        int factor = keyspace.replication().factorIn(dead.datacenter());
        if (factor == 0) {
            return;
        }
        int living = fewestLiving(dead, ring, factor);
        violations.require(
                living >= factor / 2 + 1,
                Rule.QUORUM_KEPT,
                "keyspace %s has %d of %d replicas alive in %s for some range of the dead node"
                        .formatted(keyspace.name(), living, factor, dead.datacenter()),
                "replace the node instead, or start it again");
    }

    private static int fewestLiving(NodeView dead, RingView ring, int factor) {
        RingView owners = ring.in(dead.datacenter()).owners();
        Set<NodeAddress> living = owners.up().addresses();
        return new ReplicaPlacement(owners.nodes().stream().map(TokenOwner::of).toList())
                .replicaGroups(factor).stream()
                        .filter(group -> group.contains(dead.address()))
                        .mapToInt(group ->
                                (int) group.stream().filter(living::contains).count())
                        .min()
                        .orElse(0);
    }
}
