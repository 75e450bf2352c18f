package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import java.util.List;

/** Loses nodes on purpose, all at the same moment, and brings them back. */
public final class LoseNodes {
    private final Machines machines;
    private final StartNodes starting;

    LoseNodes(Machines machines, StartNodes starting) {
        this.machines = machines;
        this.starting = starting;
    }

    public void lose(ClusterName cluster, List<Node> nodes, FaultKind kind) throws InterruptedException {
        Parallel.each(nodes, node -> {
            switch (kind) {
                case KILL -> machines.kill(cluster, node);
                case FREEZE -> machines.freeze(cluster, node);
                case CUT -> throw new IllegalStateException("a cut is refused before");
            }
            return null;
        });
    }

    /**
     * Thaws what runs, starts what does not, and returns when each member answers CQL. A spare that was killed is started by
     * whoever next needs it.
     *
     * @throws dev.aeneas.provisioning.operation.ProvisioningFailed with code {@code NodeDidNotStart}
     */
    public void bringBack(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        Parallel.each(nodes, node -> {
            machines.thaw(topology.cluster(), node);
            return null;
        });
        var members =
                nodes.stream().filter(node -> node.state() == NodeState.NORMAL).toList();
        starting.start(topology, members, Part.MEMBER);
    }
}
