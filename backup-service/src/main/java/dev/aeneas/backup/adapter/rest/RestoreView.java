package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.restore.Ended;
import dev.aeneas.backup.restore.Outcome;
import dev.aeneas.backup.restore.Phase;
import dev.aeneas.backup.restore.RestorePolicy;
import dev.aeneas.backup.restore.RestoreReport.NodeBytes;
import dev.aeneas.backup.restore.RestoreReport.Planned;
import dev.aeneas.backup.restore.RestoreRun;
import dev.aeneas.backup.restore.Running;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A restore as it is shown; what is not known yet, or does not apply, is left out.
 *
 * @param state {@code Waiting}, {@code Reserving}, {@code Checking}, {@code Running}, {@code Releasing}, {@code Completed}, {@code Failed}
 *     or {@code Refused}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreView(
        ClusterName cluster,
        String restoreId,
        ClusterName sourceCluster,
        String backupId,
        Instant pointInTime,
        String state,
        Instant requestedAt,
        Instant endedAt,
        Duration took,
        Phase phase,
        Progress progress,
        Plan plan,
        List<RestoredTable> tables,
        ProvisionError error,
        List<Violation> violations) {

    /** How far the phase is; {@code bytesDone} of all that is fetched. */
    public record Progress(int nodesDone, int nodesTotal, long bytesDone, long bytesTotal, Duration forecastLeft) {}

    /** What is done. */
    public record Plan(List<NodeBytes> nodes, long bytesTotal, Duration forecast, List<String> notes) {}

    static RestoreView of(RestoreRun run, Instant now, RestorePolicy policy) {
        if (run instanceof Running running) {
            var planned = running.planned();
            return view(
                    run,
                    "Running",
                    running.phase(),
                    new Progress(
                            running.stepsDone(),
                            running.steps().size(),
                            running.bytesDone(),
                            planned.bytesTotal(),
                            running.left(policy.rates(), now)),
                    plan(planned));
        }
        if (run instanceof Ended ended) {
            return ended(ended);
        }
        return view(run, run.getClass().getSimpleName(), null, null, null);
    }

    private static Plan plan(Planned planned) {
        return new Plan(planned.nodes(), planned.bytesTotal(), planned.forecast(), planned.notes());
    }

    private static RestoreView ended(Ended run) {
        var outcome = run.outcome();
        var plan = run.planned() == null ? null : plan(run.planned());
        var begun = view(run, outcome.getClass().getSimpleName(), null, null, plan);
        return begun.over(
                run.endedAt(),
                outcome instanceof Outcome.Completed completed ? completed.tables() : null,
                outcome instanceof Outcome.Failed failed ? failed.error() : null,
                outcome instanceof Outcome.Refused refused ? refused.violations() : null);
    }

    private static RestoreView view(RestoreRun run, String state, Phase phase, Progress progress, Plan plan) {
        var command = run.request().command();
        return new RestoreView(
                command.cluster(),
                command.restoreId(),
                command.sourceCluster(),
                command.backupId(),
                command.pointInTime(),
                state,
                run.request().requestedAt(),
                null,
                null,
                phase,
                progress,
                plan,
                null,
                null,
                null);
    }

    private RestoreView over(Instant at, List<RestoredTable> read, ProvisionError why, List<Violation> rules) {
        return new RestoreView(
                cluster,
                restoreId,
                sourceCluster,
                backupId,
                pointInTime,
                state,
                requestedAt,
                at,
                Duration.between(requestedAt, at),
                phase,
                progress,
                plan,
                read,
                why,
                rules);
    }
}
