package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.safety.DiskInfo;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.provisioning.machine.Machines;
import java.util.HashMap;
import java.util.Map;

/** How full the nodes' disks are, in bytes: what gossip says that they hold, and what their provider says is free. */
final class Disks {
    private final Machines machines;

    Disks(Machines machines) {
        this.machines = machines;
    }

    /** Of every node that the ring knows. */
    Map<NodeAddress, DiskInfo> of(ClusterTopology topology, RingView ring) {
        var disks = new HashMap<NodeAddress, DiskInfo>();
        topology.nodes().forEach(node -> ring.node(ClusterAccess.address(node))
                .ifPresent(view -> disks.put(
                        ClusterAccess.address(node),
                        new DiskInfo(view.loadBytes(), machines.freeBytes(topology.cluster(), node)))));
        return disks;
    }
}
