package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.platform.process.Work;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.machine.DatacenterConditions;
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

    /** Orders a datacenter again that somebody edited by hand. */
    record TakeBackEdit(Cluster cluster, DatacenterName datacenter) implements ClusterWork {
        @Override
        public String key() {
            // of this very edit: what it did is not remembered, and the next one is another piece of work
            var edit = cluster.conditions(datacenter).hashCode() + "-"
                    + cluster.topology().revision();
            return "take-back-edit-%s-%s".formatted(datacenter, edit);
        }
    }

    /** The open work of a cluster. */
    static List<ClusterWork> of(Cluster cluster) {
        var fault = cluster.openFault().filter(Fault::hasWork).<ClusterWork>map(open -> new FaultWork(cluster, open));
        var changes = changes(cluster);
        var edits = changes.isEmpty() && !cluster.lock().held() && !cluster.deleted()
                ? edits(cluster)
                : List.<ClusterWork>of();
        return Stream.of(changes.stream(), fault.stream(), edits.stream())
                .flatMap(work -> work)
                .toList();
    }

    private static List<ClusterWork> edits(Cluster cluster) {
        return cluster.topology().datacenters().stream()
                .filter(d -> cluster.conditions(d.datacenter()).stream()
                        .anyMatch(condition -> condition.code().equals(DatacenterConditions.EDIT_TO_BE_TAKEN_BACK)))
                .<ClusterWork>map(d -> new TakeBackEdit(cluster, d.datacenter()))
                .toList();
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
