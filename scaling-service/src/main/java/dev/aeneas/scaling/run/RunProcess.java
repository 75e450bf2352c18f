package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.ScalingCommand.SupersedeRun;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import java.util.Optional;

/** The table of a run: opened by {@code ScaleRequested}, driven by provisioning's answers. */
public final class RunProcess {
    /** Name of the kind: also part of a run's key in the journal. */
    public static final String KIND = "scale-run";

    private final RunBounds bounds;

    private RunProcess(RunBounds bounds) {
        this.bounds = bounds;
    }

    public static ProcessKind<ScaleRun> kind(RunBounds bounds) {
        var runs = new RunProcess(bounds);
        return ProcessKind.of(KIND, ScaleRun.class)
                .opens(ScaleRequested.class, ScaleRequested::runId, runs::requested)
                .on(
                        SupersedeRun.class,
                        SupersedeRun::runId,
                        (run, in) -> run.supersede(in.body().by(), runs.turn(in)))
                .on(
                        TopologyReserved.class,
                        TopologyReserved::runId,
                        (run, in) -> run.reserved(in.body(), runs.turn(in)))
                .on(
                        TopologyStepCompleted.class,
                        TopologyStepCompleted::runId,
                        (run, in) -> run.stepCompleted(in.body(), runs.turn(in)))
                .on(
                        TopologyStepFailed.class,
                        TopologyStepFailed::runId,
                        (run, in) -> run.stepFailed(in.body(), runs.turn(in)))
                .on(
                        TopologyReleased.class,
                        TopologyReleased::runId,
                        (run, in) -> run.released(in.body(), runs.turn(in)))
                .on(
                        ProvisioningRefused.class,
                        ProvisioningRefused::reference,
                        (run, in) -> run.refused(in.body(), runs.turn(in)))
                .onReport(FactsSeen.class, (run, in) -> run.factsSeen(in.body(), runs.turn(in)))
                .onReport(RingSeen.class, (run, in) -> run.ringSeen(in.body(), runs.turn(in)))
                .onReport(
                        WorkFailed.class, (run, in) -> run.workFailed(in.body().reason(), runs.turn(in)))
                .onReport(Wake.class, runs::woken)
                .work(ScaleRun::openWork)
                .wakeAt(ScaleRun::wakeAt)
                .closedWhen(ScaleRun::over)
                .build();
    }

    /** A run that ended says again how; one that was refused changed nothing and may try anew. */
    private Decision<ScaleRun> requested(Optional<ScaleRun> existing, Received<ScaleRequested> input) {
        var demand = Demand.of(input.body());
        if (existing.isEmpty()) {
            return Requested.of(new Asked(demand, input.at()), input.body().supersedes(), turn(input));
        }
        var run = existing.get();
        if (!run.asked().demand().cluster().equals(demand.cluster())) {
            return Decision.of(run, taken(demand));
        }
        if (run.outcome() instanceof Outcome.Refused && run.over()) {
            return Requested.of(new Asked(demand, input.at()), input.body().supersedes(), turn(input));
        }
        return run.over() ? Decision.of(run, run.outcome().event(run.asked())) : run.askedAgain(turn(input));
    }

    /** That cluster admitted a run which belongs to another one: its failure makes room again. */
    private static ScaleFailed taken(Demand demand) {
        var error = new ProvisionError(
                "RunIdTaken", "Run " + demand.runId() + " is another cluster's; choose another id", demand.runId());
        return new ScaleFailed(demand.cluster(), demand.datacenter(), demand.runId(), error, "nothing was changed");
    }

    private Decision<ScaleRun> woken(ScaleRun run, Received<Wake> wake) {
        // a timer may be a little early; the moment that was asked for has come all the same
        var due = wake.body().due();
        return run.timePasses(new Turn(due.isAfter(wake.at()) ? due : wake.at(), bounds));
    }

    private Turn turn(Received<?> input) {
        return new Turn(input.at(), bounds);
    }
}
