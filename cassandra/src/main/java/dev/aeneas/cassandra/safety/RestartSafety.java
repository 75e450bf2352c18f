package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether nodes may go down for a moment: every range must keep a local quorum at its keyspace's own factor. */
public final class RestartSafety {

    /** For all nodes of one rack at once. */
    public List<Violation> checkRack(String datacenter, String rack, RingView ring, Collection<Keyspace> keyspaces) {
        return check(ring.inRack(datacenter, rack).addresses(), ring, keyspaces);
    }

    /** Every violated rule if these nodes go down together; they may be in several datacenters. */
    public List<Violation> check(Set<NodeAddress> goingDown, RingView ring, Collection<Keyspace> keyspaces) {
        Violations violations = new Violations();
        for (NodeAddress node : new TreeSet<>(goingDown)) {
            violations.require(
                    ring.contains(node),
                    Rule.NODE_IS_KNOWN,
                    "node " + node + " is not on the ring seen by " + ring.seenBy(),
                    "look at the ring again");
        }
        RingView affected = ring.where(node -> goingDown.contains(node.address()));
        for (String datacenter : affected.datacenters()) {
            RingIsQuiet.check(ring.in(datacenter), datacenter, goingDown, violations);
            for (Keyspace keyspace : keyspaces) {
                quorumKept(keyspace, datacenter, ring, goingDown, violations);
            }
        }
        return violations.list();
    }

    private static void quorumKept(
            Keyspace keyspace, String datacenter, RingView ring, Set<NodeAddress> goingDown, Violations violations) {
        boolean anywhere = keyspace.replication() instanceof Replication.Simple;
        int factor = keyspace.replication() instanceof Replication.Simple simple
                ? simple.factor()
                : keyspace.replication().factorIn(datacenter);
        RingView holders = (anywhere ? ring : ring.in(datacenter)).owners();
        if (factor == 0 || holders.isEmpty()) {
            return;
        }
        int fewest = fewestLeft(holders, factor, anywhere, goingDown);
        int quorum = factor / 2 + 1;
        violations.require(
                fewest >= quorum,
                Rule.QUORUM_KEPT,
                "keyspace %s would have %d of %d replicas in %s for some range, a quorum is %d"
                        .formatted(keyspace.name(), fewest, factor, anywhere ? "the cluster" : datacenter, quorum),
                "restart fewer nodes at once, one rack at a time, or raise the replication factor");
    }

    private static int fewestLeft(RingView holders, int factor, boolean anywhere, Set<NodeAddress> goingDown) {
        Set<NodeAddress> staying = new TreeSet<>(holders.up().addresses());
        staying.removeAll(goingDown);
        List<TokenOwner> owners =
                holders.nodes().stream().map(node -> owner(node, anywhere)).toList();
        return new ReplicaPlacement(owners)
                .replicaGroups(factor).stream()
                        .mapToInt(group ->
                                (int) group.stream().filter(staying::contains).count())
                        .min()
                        .orElse(0);
    }

    /** SimpleStrategy knows no racks. */
    private static TokenOwner owner(NodeView node, boolean withoutRacks) {
        return new TokenOwner(node.address(), node.datacenter(), withoutRacks ? "" : node.rack(), node.tokens());
    }
}
