package dev.aeneas.scaling.change;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.ScalingCommand.ChangeNodes;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.scaling.run.RunBounds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of a cluster's changes: every message that concerns them, with the decision on it. */
public final class ChangesProcess {
    /** Name of the kind: also part of a process's key in the journal. */
    public static final String KIND = "changes";

    private final RunBounds bounds;

    private ChangesProcess(RunBounds bounds) {
        this.bounds = bounds;
    }

    public static ProcessKind<Changes> kind(RunBounds bounds) {
        var process = new ChangesProcess(bounds);
        var table = ProcessKind.of(KIND, Changes.class)
                .opens(TopologyChanged.class, m -> id(m.cluster()), ChangesProcess::topologyChanged)
                .on(ClusterDeleted.class, m -> id(m.cluster()), (changes, in) -> Decision.of(changes.deleted()))
                .on(
                        ChangeNodes.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Admission.change(changes, in, process.patience(in)),
                        Admission::unknown)
                .on(
                        ResumeRun.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Admission.resume(changes, in, process.patience(in)),
                        Admission::unknown)
                .on(
                        RollBackRun.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Admission.rollBack(changes, in, process.patience(in)),
                        Admission::unknown);
        return process.progress(table)
                .onReport(Wake.class, (changes, in) -> Progress.timePasses(changes, process.woken(in)))
                .wakeAt(changes -> wakeAt(changes.open()))
                .closedWhen(changes -> changes.open() == null)
                .build();
    }

    private ProcessKind.Builder<Changes> progress(ProcessKind.Builder<Changes> table) {
        return table.on(
                        TopologyReserved.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.reserved(changes, in.body(), patience(in)))
                .on(
                        TopologyStepCompleted.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.stepCompleted(changes, in.body(), patience(in)))
                .on(
                        TopologyStepFailed.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.stepFailed(changes, in.body(), patience(in)))
                .on(
                        TopologyReleased.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.released(changes, in.body(), patience(in)))
                .on(
                        ProvisioningRefused.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.refused(changes, in.body(), patience(in)))
                .on(
                        ScaleRequested.class,
                        m -> id(m.cluster()),
                        (changes, in) -> Progress.scaleRequested(changes, in.body(), patience(in)));
    }

    private static Decision<Changes> topologyChanged(Optional<Changes> before, Received<TopologyChanged> in) {
        return Decision.of(
                before.orElse(new Changes(null, null, List.of())).seen(in.body().topology()));
    }

    private static Optional<Instant> wakeAt(ChangeRun open) {
        return Optional.ofNullable(open)
                .map(run -> run.askAt().isBefore(run.giveUpAt()) ? run.askAt() : run.giveUpAt());
    }

    private Patience patience(Received<?> in) {
        return new Patience(in.at(), bounds);
    }

    private Patience woken(Received<Wake> wake) {
        // a timer may be a little early; the moment that was asked for has come all the same
        var due = wake.body().due();
        return new Patience(due.isAfter(wake.at()) ? due : wake.at(), bounds);
    }

    private static String id(ClusterName cluster) {
        return cluster.value();
    }
}
