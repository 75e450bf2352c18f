package dev.aeneas.backup.drill;

import dev.aeneas.backup.drill.DrillRun.Creating;
import dev.aeneas.backup.drill.DrillRun.Deleting;
import dev.aeneas.backup.drill.DrillRun.Restoring;
import dev.aeneas.backup.drill.Verdict.NotShown;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.OperationFailed;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;

/** What a drill makes of what becomes of its scratch cluster. */
final class ScratchDecisions {
    private static final String CREATE = MessageTypes.nameOf(CreateCluster.class);
    private static final String DELETE = MessageTypes.nameOf(DeleteCluster.class);
    private static final String CREATION = CreateCluster.class.getSimpleName();

    private final DrillDecisions drills;

    ScratchDecisions(DrillDecisions drills) {
        this.drills = drills;
    }

    Decision<DrillRun> succeeded(DrillRun run, Received<OperationSucceeded> input) {
        boolean created = input.body().kind().equals(CREATION);
        if (!(run instanceof Creating creating)) {
            return created ? drills.outOfTheWay(run, input.at()) : Decision.of(run);
        }
        if (!created) {
            return Decision.of(run);
        }
        var restoring = creating.restore();
        return Decision.of(restoring, DrillMessages.restore(restoring));
    }

    /** What was made of it may be left: it is deleted, and be it to hear that it is not there. */
    Decision<DrillRun> failed(DrillRun run, Received<OperationFailed> input) {
        if (!input.body().kind().equals(CREATION)) {
            return Decision.of(run); // a deletion that failed is asked for again when its time comes
        }
        return run instanceof Creating
                ? drills.delete(run, new NotShown(input.body().error()), input.at())
                : drills.outOfTheWay(run, input.at());
    }

    Decision<DrillRun> refused(DrillRun run, Received<ProvisioningRefused> input) {
        var refusal = input.body();
        if (run instanceof Creating creating && refusal.command().equals(CREATE)) {
            var why = NotShown.because(
                    "ScratchClusterRefused",
                    DrillDecisions.text(refusal.violations()),
                    run.request().scratch().value());
            return DrillDecisions.ended(creating.end(why, input.at()));
        }
        boolean gone = refusal.command().equals(DELETE) && refusal.kind() == Kind.NOT_FOUND;
        return gone && run instanceof Deleting deleting
                ? DrillDecisions.ended(deleting.gone(input.at()))
                : Decision.of(run);
    }

    Decision<DrillRun> deleted(DrillRun run, Received<ClusterDeleted> input) {
        if (run instanceof Deleting deleting) {
            return DrillDecisions.ended(deleting.gone(input.at()));
        }
        var scratch = run.request().scratch().value();
        return run instanceof Restoring
                ? drills.delete(
                        run,
                        NotShown.because("ScratchClusterGone", "somebody deleted the scratch cluster", scratch),
                        input.at())
                : Decision.of(run);
    }
}
