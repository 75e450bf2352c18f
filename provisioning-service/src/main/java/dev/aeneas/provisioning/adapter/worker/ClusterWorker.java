package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.ClusterWork.FaultWork;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.WorkReport;
import java.util.Optional;
import java.util.function.Function;

/** Performs a cluster's open work. */
public final class ClusterWorker implements Worker<ClusterWork> {
    private final NodeWork nodes;
    private final Function<ClusterName, Optional<Cluster>> newest;
    private final Leadership leadership;
    private final TellHints hints;

    /**
     * Performs work for as long as it is open.
     *
     * @param newest the cluster as the journal has it now
     * @param hints who hears how far a step is
     */
    public ClusterWorker(
            NodeWork nodes, Function<ClusterName, Optional<Cluster>> newest, Leadership leadership, TellHints hints) {
        this.nodes = nodes;
        this.newest = newest;
        this.leadership = leadership;
        this.hints = hints;
    }

    @Override
    public WorkReport perform(ProcessId process, ClusterWork work) throws InterruptedException {
        try {
            var fenced = nodes.behind(
                    new OpenWorkFence(work, newest, leadership), work.cluster().setups());
            if (work instanceof FaultWork fault) {
                return new FaultWorker(fenced).perform(fault);
            }
            return work instanceof PhaseWork phase
                    ? new PhaseWorker(fenced).perform(phase)
                    : new StepWorker(fenced, hints).perform((StepWork) work);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                // the service is being stopped: that is what broke the call, whatever it says
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw e;
        }
    }
}
