package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.cluster.ClusterWork.FaultWork;
import dev.aeneas.provisioning.cluster.WorkReport.FaultDone;
import dev.aeneas.provisioning.fault.Fault.Stage;
import java.time.Instant;

/** Injects faults and undoes them. */
final class FaultWorker {
    private final NodeWork nodes;

    FaultWorker(NodeWork nodes) {
        this.nodes = nodes;
    }

    FaultDone perform(FaultWork work) throws InterruptedException {
        var fault = work.fault();
        var topology = work.cluster().topology();
        var held = topology.nodes().stream()
                .filter(node -> fault.nodes().contains(node.name()))
                .toList();
        var began = Instant.now();
        if (fault.stage() == Stage.INJECTING) {
            nodes.lose().lose(topology.cluster(), held, fault);
        } else {
            nodes.lose().bringBack(work.cluster(), held, fault);
        }
        return new FaultDone(fault.id(), fault.stage(), began);
    }
}
