package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.OpenWorkFence;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.provisioning.adapter.cluster.DatacenterWork;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.ClusterWork.FaultWork;
import dev.aeneas.provisioning.cluster.ClusterWork.PhaseWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.WorkReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Performs a cluster's open work. */
public final class ClusterWorker implements Worker<ClusterWork> {
    private final Hands hands;
    private final Function<ClusterName, Optional<Cluster>> newest;
    private final Leadership leadership;

    /** Does one piece of work behind a fence, in the way of its provider. */
    @FunctionalInterface
    interface Hands {
        WorkReport perform(ClusterWork work, Fence fence) throws InterruptedException;
    }

    /**
     * Performs work for as long as it is open, on single nodes.
     *
     * @param newest the cluster as the journal has it now
     * @param hints who hears how far a step is
     */
    public ClusterWorker(
            NodeWork nodes, Function<ClusterName, Optional<Cluster>> newest, Leadership leadership, TellHints hints) {
        this((work, fence) -> onNodes(nodes.behind(fence, work.cluster().setups()), work, hints), newest, leadership);
    }

    /** As above, on whole datacenters. */
    public ClusterWorker(
            DatacenterWork datacenters, Function<ClusterName, Optional<Cluster>> newest, Leadership leadership) {
        this((work, fence) -> new DatacenterWorker(datacenters.behind(fence)).perform(work), newest, leadership);
    }

    private ClusterWorker(Hands hands, Function<ClusterName, Optional<Cluster>> newest, Leadership leadership) {
        this.hands = hands;
        this.newest = newest;
        this.leadership = leadership;
    }

    @Override
    public WorkReport perform(ProcessId process, ClusterWork work) throws InterruptedException {
        try {
            return hands.perform(work, new OpenWorkFence(work, () -> open(work), leadership));
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                // the service is being stopped: that is what broke the call, whatever it says
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw e;
        }
    }

    private List<ClusterWork> open(ClusterWork work) {
        return newest.apply(work.cluster().name()).map(ClusterWork::of).orElse(List.of());
    }

    private static WorkReport onNodes(NodeWork fenced, ClusterWork work, TellHints hints) throws InterruptedException {
        if (work instanceof FaultWork fault) {
            return new FaultWorker(fenced).perform(fault);
        }
        return work instanceof PhaseWork phase
                ? new PhaseWorker(fenced).perform(phase)
                : new StepWorker(fenced, hints).perform((StepWork) work);
    }
}
