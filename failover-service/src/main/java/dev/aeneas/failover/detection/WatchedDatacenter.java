package dev.aeneas.failover.detection;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A datacenter that ought to answer, with the addresses of its nodes. */
public record WatchedDatacenter(ClusterName cluster, DatacenterName datacenter, String region, List<String> addresses) {
    /** On their way in: they need not answer yet. A stopped node ought to answer: it may have been lost. */
    private static final Set<NodeState> NOT_YET =
            EnumSet.of(NodeState.REQUESTED, NodeState.PREPARED, NodeState.JOINING);

    private static final Set<ProvisioningState> NOT_SERVING =
            EnumSet.of(ProvisioningState.CREATING, ProvisioningState.DELETING, ProvisioningState.CANCELED);

    /** Those of a cluster that ought to answer: created, neither stopped on purpose nor on their way out. */
    public static List<WatchedDatacenter> of(ClusterTopology topology) {
        return topology.datacenters().stream()
                .filter(d -> !d.deallocated() && !NOT_SERVING.contains(d.provisioningState()))
                .map(d -> new WatchedDatacenter(topology.cluster(), d.datacenter(), d.region(), addresses(d)))
                .filter(d -> !d.addresses().isEmpty())
                .toList();
    }

    /** One of each rack in turn: a round that asks only some of them asks every rack. */
    private static List<String> addresses(ClusterTopology.Datacenter datacenter) {
        var perRack = new HashMap<String, Integer>();
        var turns = new TreeMap<Integer, List<String>>();
        datacenter.nodes().stream().filter(n -> !NOT_YET.contains(n.state())).forEach(n -> turns.computeIfAbsent(
                        perRack.merge(n.rack(), 1, Integer::sum), k -> new ArrayList<>())
                .add(n.address()));
        return turns.values().stream().flatMap(List::stream).toList();
    }
}
