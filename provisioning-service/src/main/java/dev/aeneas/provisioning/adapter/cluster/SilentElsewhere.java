package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes that gossip takes for living though they answer nobody: it gives up a dead one after twenty seconds and more, and who starts meanwhile never
 * sees it live. Nodes that join would wait for gossip, while the region was called down long ago.
 *
 * <p>Asked are nodes of other datacenters only, and only those that a newcomer misses: a silent node of its own datacenter may be the source that it
 * has to stream from, and one that answers is hidden from it by the network.
 */
final class SilentElsewhere {
    private final ClusterAccess access;

    SilentElsewhere(ClusterAccess access) {
        this.access = access;
    }

    /** The ring that a member sees, in which such nodes are down. */
    RingView markDown(ClusterTopology topology, DatacenterName joined, RingView seen, Collection<RingView> newcomers)
            throws InterruptedException {
        var views = newcomers.stream().map(SilentElsewhere::up).toList();
        var unseen = up(seen);
        unseen.removeIf(host -> views.stream().allMatch(up -> up.contains(host)));
        var missed = topology.nodes().stream()
                .filter(node -> !node.datacenter().equals(joined))
                .filter(node -> unseen.contains(ClusterAccess.address(node).host()))
                .toList();
        var living = access.living(missed);
        return seen.withDown(missed.stream()
                .filter(node -> !living.contains(node))
                .map(ClusterAccess::address)
                .toList());
    }

    private static Set<InetAddress> up(RingView ring) {
        return ring.up().nodes().stream()
                .map(node -> node.address().host())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
