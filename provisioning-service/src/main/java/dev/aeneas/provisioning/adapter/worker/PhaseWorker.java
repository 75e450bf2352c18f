package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.operation.OperationKind;
import java.util.List;

/** Performs the phases of operations. */
final class PhaseWorker {
    private final NodeWork nodes;

    PhaseWorker(NodeWork nodes) {
        this.nodes = nodes;
    }

    PhaseDone perform(PhaseWork work) throws InterruptedException {
        var topology = work.cluster().topology();
        var targets = work.cluster().targets();
        var changed =
                switch (work.phase()) {
                    case RESERVE_MACHINES -> nodes.reserve().reserve(topology, targets);
                    default -> {
                        onCluster(work, topology, targets);
                        for (var target : targets) {
                            onDatacenter(work, topology, target);
                        }
                        yield List.<Node>of();
                    }
                };
        return new PhaseDone(work.operation().id(), work.phase(), changed);
    }

    private void onCluster(PhaseWork work, ClusterTopology topology, List<Datacenter> targets)
            throws InterruptedException {
        var all = targets.stream().flatMap(d -> d.nodes().stream()).toList();
        switch (work.phase()) {
            case CHECK_KEYSPACES -> nodes.keyspaces().checkReadyForAnotherDatacenter(topology);
            case START_NODES ->
                nodes.start()
                        .start(topology, members(all), part(work.operation().kind()));
            case SECURE_CLUSTER -> nodes.secure().createSuperuser(topology);
            case REPLICATE_SYSTEM_KEYSPACES -> nodes.secure().replicateSystemKeyspaces(topology);
            case VERIFY_NODES -> nodes.verify().verify(topology, members(all));
            case STOP_NODES -> nodes.stop().stop(topology.cluster(), all);
            case REMOVE_MACHINES -> remove(topology, all);
            default -> {}
        }
    }

    private void onDatacenter(PhaseWork work, ClusterTopology topology, Datacenter target) throws InterruptedException {
        switch (work.phase()) {
            case REPLICATE_KEYSPACES ->
                nodes.keyspaces().replicateTo(topology, target, work.cluster().autoReplicate());
            case REBUILD_NODES -> nodes.rebuild().rebuild(topology, target);
            case CHECK_DATACENTER_UNUSED -> nodes.keyspaces().checkUnused(topology, target.datacenter());
            case DROP_REPLICATION ->
                nodes.keyspaces().dropFrom(topology, target, work.operation().takingBack());
            case REMOVE_FROM_RING -> {
                nodes.removeFromRing().remove(topology, target);
                nodes.keyspaces().dropRolesFrom(topology, target);
            }
            default -> {}
        }
    }

    /** Without spares: who is started as a member joins, and a spare is started by whoever next needs it. */
    private static List<Node> members(List<Node> all) {
        return all.stream().filter(node -> node.state() != NodeState.PREPARED).toList();
    }

    private void remove(ClusterTopology topology, List<Node> removed) {
        removed.forEach(node -> nodes.machines().remove(topology.cluster(), node));
        if (removed.size() == topology.nodes().size()) {
            // a deletion takes a fault along, and the next cluster may get the same addresses
            nodes.machines().mend(topology.cluster());
            nodes.access().forgetCredentials(topology.cluster());
        }
    }

    private static Part part(OperationKind kind) {
        return kind.startsAgain() ? Part.MEMBER : Part.FIRST;
    }
}
