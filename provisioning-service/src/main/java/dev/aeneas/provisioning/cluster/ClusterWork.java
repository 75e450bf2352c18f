package dev.aeneas.provisioning.cluster;

import dev.aeneas.platform.process.Work;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.operation.Phase;
import dev.aeneas.provisioning.step.StepRun;
import java.util.List;
import java.util.stream.Stream;

/** What is to be done to a cluster's machines now. */
public sealed interface ClusterWork extends Work {
    Cluster cluster();

    /** The phase that the active operation is in. */
    record PhaseWork(Cluster cluster, Phase phase) implements ClusterWork {
        @Override
        public String key() {
            return "operation-%s-%d-%s#%d"
                    .formatted(
                            operation().id(),
                            operation().position(),
                            phase.title(),
                            operation().attempt());
        }

        public Operation operation() {
            return cluster.active();
        }
    }

    /** A stage of a step under the lock. */
    record StepWork(Cluster cluster, long epoch, StepRun run) implements ClusterWork {
        @Override
        public String key() {
            return "step-%d-%s-%s#%d".formatted(epoch, run.id(), run.stage(), run.attempt());
        }
    }

    /** The stage that a fault is in. */
    record FaultWork(Cluster cluster, Fault fault) implements ClusterWork {
        @Override
        public String key() {
            return "fault-%s-%s#%d".formatted(fault.id(), fault.stage(), fault.attempt());
        }
    }

    /** The open work of a cluster. */
    static List<ClusterWork> of(Cluster cluster) {
        var fault = cluster.openFault().filter(Fault::hasWork).<ClusterWork>map(open -> new FaultWork(cluster, open));
        return Stream.concat(changes(cluster).stream(), fault.stream()).toList();
    }

    private static List<ClusterWork> changes(Cluster cluster) {
        if (cluster.active() != null) {
            return cluster.active().phase().stream()
                    .<ClusterWork>map(phase -> new PhaseWork(cluster, phase))
                    .toList();
        }
        return cluster.lock().running().stream()
                .<ClusterWork>map(run -> new StepWork(cluster, cluster.lock().epoch(), run))
                .toList();
    }
}
