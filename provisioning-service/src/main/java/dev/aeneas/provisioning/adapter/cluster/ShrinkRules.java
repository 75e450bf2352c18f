package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.safety.DecommissionSafety;
import dev.aeneas.cassandra.safety.DiskInfo;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether nodes may leave one after the other: the rules of {@link DecommissionSafety} for each of them, on the ring that
 * those before it leave behind. A provider that decommissions by force asks Cassandra none of this.
 */
public final class ShrinkRules {
    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final Awaiting awaiting;
    private final Duration bound;
    private final double highestFill;

    ShrinkRules(ClusterAccess access, Keyspaces keyspaces, Awaiting awaiting, Duration bound, double highestFill) {
        this.access = access;
        this.keyspaces = keyspaces;
        this.awaiting = awaiting;
        this.bound = bound;
        this.highestFill = highestFill;
    }

    /**
     * Asks every node that stays.
     *
     * @param leaving in the order in which they will leave
     * @param diskBytes of each node
     * @throws ProvisioningFailed with code {@code NotSafeToShrink} and every broken rule; nothing was changed
     */
    public void require(ClusterTopology topology, List<Node> leaving, long diskBytes) throws InterruptedException {
        var datacenter = leaving.get(0).datacenter();
        var staying = access.livingMembers(topology.nodes().stream()
                .filter(node -> node.datacenter().equals(datacenter) && !leaving.contains(node))
                .toList());
        if (staying.isEmpty()) {
            throw ProvisioningFailed.of("NotSafeToShrink", datacenter.value(), "no node that would stay answers");
        }
        try (var views = new RingViews(access, topology.cluster());
                var session = keyspaces.session(topology, d -> d.datacenter().equals(datacenter))) {
            var known = session.keyspaces();
            var violated = awaiting.until(bound, () -> broken(views.of(staying), leaving, known, diskBytes));
            if (!violated.isEmpty()) {
                throw ProvisioningFailed.of("NotSafeToShrink", datacenter.value(), String.join("; ", violated));
            }
        }
    }

    /**
     * Believes that nodes have left only when every node that stays says so.
     *
     * @throws ProvisioningFailed with code {@code StillOnTheRing}
     */
    public void requireLeft(ClusterTopology topology, List<Node> left) throws InterruptedException {
        var datacenter = left.get(0).datacenter();
        var staying = access.livingMembers(topology.nodes().stream()
                .filter(node -> node.datacenter().equals(datacenter) && !left.contains(node))
                .toList());
        try (var views = new RingViews(access, topology.cluster())) {
            var missing = awaiting.until(bound, () -> stillThere(views.of(staying), left));
            if (staying.isEmpty() || !missing.isEmpty()) {
                throw ProvisioningFailed.of(
                        "StillOnTheRing",
                        datacenter.value(),
                        staying.isEmpty() ? "no node that stays answers" : String.join("; ", missing));
            }
        }
    }

    private static List<String> stillThere(Map<Node, Optional<RingView>> rings, List<Node> left) {
        var missing = new TreeSet<String>();
        rings.forEach((seer, ring) -> left.stream()
                .filter(node -> ring.isEmpty()
                        || ring.get()
                                .node(ClusterAccess.address(node))
                                .filter(view -> view.mode().owns())
                                .isPresent())
                .forEach(node -> missing.add(seer.name() + " does not say that " + node.name() + " has left")));
        return List.copyOf(missing);
    }

    private List<String> broken(
            Map<Node, Optional<RingView>> rings, List<Node> leaving, Collection<Keyspace> known, long diskBytes) {
        var violated = new TreeSet<String>();
        rings.forEach((seer, ring) -> ring.ifPresentOrElse(
                view -> violated.addAll(broken(view, leaving, known, diskBytes)),
                () -> violated.add(seer.name() + " does not tell how it sees the ring")));
        return List.copyOf(violated);
    }

    /** Those that left already, in a try before a crash, are left out. */
    private List<String> broken(RingView seen, List<Node> leaving, Collection<Keyspace> known, long diskBytes) {
        var violated = new TreeSet<String>();
        var ring = seen;
        for (var node : leaving) {
            var address = ClusterAccess.address(node);
            if (ring.node(address).filter(view -> view.mode().owns()).isPresent()) {
                new DecommissionSafety(highestFill)
                        .check(address, ring, known, disks(ring, diskBytes))
                        .forEach(violation -> violated.add(violation.toString()));
                ring = ring.where(view -> !view.address().host().equals(address.host()));
            }
        }
        return List.copyOf(violated);
    }

    private static Map<NodeAddress, DiskInfo> disks(RingView ring, long diskBytes) {
        var disks = new HashMap<NodeAddress, DiskInfo>();
        ring.nodes()
                .forEach(node -> disks.put(
                        node.address(), new DiskInfo(node.loadBytes(), Math.max(0, diskBytes - node.loadBytes()))));
        return disks;
    }
}
