package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.Machines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether new nodes have the disk for what they will hold: an even part of what the datacenter holds now. */
final class RoomToJoin {
    private final Machines machines;
    private final ClusterAccess access;

    RoomToJoin(Machines machines, ClusterAccess access) {
        this.machines = machines;
        this.access = access;
    }

    /** Those that have not, with the numbers in bytes. */
    Map<Node, WaveOutcome> lacking(JoinSite site, List<Node> nodes) {
        var lacking = new LinkedHashMap<Node, WaveOutcome>();
        long partBytes = partBytes(site, nodes.size());
        for (var node : nodes) {
            long freeBytes = machines.freeBytes(site.topology().cluster(), node);
            if (freeBytes < partBytes) {
                lacking.put(
                        node,
                        new WaveOutcome.NoRoom("its disk has " + freeBytes + " bytes free and it would hold about "
                                + partBytes + "; give it a larger disk"));
            }
        }
        return lacking;
    }

    private long partBytes(JoinSite site, int joining) {
        try (var operations = access.connect(site.topology().cluster(), site.seer())) {
            var owners = operations
                    .ring()
                    .in(site.seer().datacenter().value())
                    .owners()
                    .nodes();
            long held = owners.stream().mapToLong(NodeView::loadBytes).sum();
            return held / (owners.size() + joining);
        }
    }
}
