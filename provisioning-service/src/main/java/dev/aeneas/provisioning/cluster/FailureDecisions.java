package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.provisioning.cluster.ClusterWork.FaultWork;
import dev.aeneas.provisioning.cluster.ClusterWork.StepWork;
import dev.aeneas.provisioning.cluster.ClusterWork.TakeBackEdit;
import dev.aeneas.provisioning.operation.ProvisioningFailed;

/** What becomes of work that failed: another attempt while that may help, and then an error that says why. */
final class FailureDecisions {
    private final StepDecisions steps;
    private final FaultDecisions faults;
    private final int attemptsMax;

    FailureDecisions(StepDecisions steps, FaultDecisions faults, int attemptsMax) {
        this.steps = steps;
        this.faults = faults;
        this.attemptsMax = attemptsMax;
    }

    Decision<Cluster> failed(Cluster cluster, Received<WorkFailed> in) {
        var work = in.body().work();
        boolean stillOpen =
                ClusterWork.of(cluster).stream().anyMatch(open -> open.key().equals(work.key()));
        if (!stillOpen) {
            return Decision.of(cluster);
        }
        if (work instanceof TakeBackEdit edit) {
            return ObservationDecisions.notTakenBack(
                    cluster, edit.datacenter(), in.body().reason());
        }
        if (work instanceof FaultWork fault) {
            boolean mayHelp = mayHelp(in.body(), fault.fault().attempt());
            return faults.failed(cluster, mayHelp, error(in.body(), cluster), in.at());
        }
        return work instanceof StepWork step ? stepFailed(cluster, step, in) : phaseFailed(cluster, in);
    }

    private Decision<Cluster> phaseFailed(Cluster cluster, Received<WorkFailed> in) {
        var operation = cluster.active();
        return mayHelp(in.body(), operation.attempt())
                ? Decision.of(cluster.withActive(operation.tryAgain()))
                : OperationProgress.phaseFailed(cluster, error(in.body(), cluster), in.at());
    }

    private Decision<Cluster> stepFailed(Cluster cluster, StepWork work, Received<WorkFailed> in) {
        var run = work.run();
        return mayHelp(in.body(), run.attempt())
                ? Decision.of(cluster.withLock(cluster.lock().with(run.tryAgain())))
                : steps.failed(cluster, run, error(in.body(), cluster), in.at());
    }

    /** That the service is being stopped is no failure, however often. */
    private boolean mayHelp(WorkFailed failure, int attempt) {
        return failure.cause() instanceof InterruptedException
                || (!(failure.cause() instanceof ProvisioningFailed) && attempt < attemptsMax);
    }

    private static ProvisionError error(WorkFailed failure, Cluster cluster) {
        return failure.cause() instanceof ProvisioningFailed known
                ? known.error()
                : new ProvisionError(
                        "Unexpected", failure.reason(), cluster.name().value());
    }
}
