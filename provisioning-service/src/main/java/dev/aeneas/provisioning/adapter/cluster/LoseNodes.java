package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import java.util.List;
import java.util.function.Consumer;

/** Loses nodes on purpose, all at the same moment, and brings them back. */
public final class LoseNodes {
    private final Machines machines;
    private final StartNodes starting;
    private final StallWrites writes;

    LoseNodes(Machines machines, StartNodes starting, StallWrites writes) {
        this.machines = machines;
        this.starting = starting;
        this.writes = writes;
    }

    public void lose(ClusterName cluster, List<Node> nodes, Fault fault) throws InterruptedException {
        switch (fault.kind()) {
            case KILL -> each(nodes, node -> machines.kill(cluster, node));
            case FREEZE -> each(nodes, node -> machines.freeze(cluster, node));
            case CUT -> machines.cut(cluster, nodes, fault.until());
            case GRAY -> writes.stall(cluster, members(nodes));
        }
    }

    /**
     * Thaws what runs, starts what does not, and returns when each member answers CQL. A spare that was killed is started by
     * whoever next needs it.
     *
     * @throws dev.aeneas.provisioning.operation.ProvisioningFailed with code {@code NodeDidNotStart}
     */
    public void bringBack(Cluster cluster, List<Node> nodes, Fault fault) throws InterruptedException {
        var topology = cluster.topology();
        switch (fault.kind()) {
            case KILL, FREEZE -> each(nodes, node -> machines.thaw(topology.cluster(), node));
            case CUT -> machines.mend(topology.cluster());
            case GRAY -> {
                // what died meanwhile is started first: nobody else may while the fault is open
            }
        }
        starting.start(topology, members(nodes), Part.MEMBER);
        if (fault.kind() == FaultKind.GRAY) {
            writes.letGo(topology.cluster(), members(nodes), cluster::setup);
        }
    }

    private static List<Node> members(List<Node> nodes) {
        return nodes.stream().filter(node -> node.state() == NodeState.NORMAL).toList();
    }

    private static void each(List<Node> nodes, Consumer<Node> what) throws InterruptedException {
        Parallel.each(nodes, node -> {
            what.accept(node);
            return null;
        });
    }
}
