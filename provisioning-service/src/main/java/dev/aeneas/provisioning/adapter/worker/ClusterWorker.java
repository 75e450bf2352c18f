package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.WorkReport;

/** Performs a cluster's open work. */
public final class ClusterWorker implements Worker<ClusterWork> {
    private final PhaseWorker phases;
    private final StepWorker steps;

    public ClusterWorker(NodeWork nodes) {
        phases = new PhaseWorker(nodes);
        steps = new StepWorker(nodes);
    }

    @Override
    public WorkReport perform(ProcessId process, ClusterWork work) throws InterruptedException {
        try {
            return work instanceof PhaseWork phase ? phases.perform(phase) : steps.perform((StepWork) work);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                // the service is being stopped: that is what broke the call, whatever it says
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw e;
        }
    }
}
