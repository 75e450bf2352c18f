package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.failover.canary.Measurements;
import dev.aeneas.failover.run.FailoverRun;
import dev.aeneas.failover.run.FailoverRun.Completed;
import dev.aeneas.failover.run.FailoverRun.Failed;
import dev.aeneas.failover.run.FailoverRun.Repairing;
import dev.aeneas.failover.run.RunFacts;
import dev.aeneas.failover.run.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A failover run for people and programs.
 *
 * @param state Growing, Repairing, Completed, Failed or Aborted
 * @param changes of the target by plan B, each with its reason
 * @param rto null until capacity is restored
 * @param measured outage, RPO and lag by the rows that observers write; null: not known yet, or nobody was listening
 * @param error null while nothing went wrong
 */
public record RunView(
        String runId,
        long epoch,
        String region,
        String reason,
        String state,
        DatacenterName from,
        DatacenterName to,
        RunFacts.Target target,
        List<String> changes,
        Timeline timeline,
        Duration rto,
        FailoverMeasured measured,
        ProvisionError error) {

    static RunView of(FailoverRun run, Optional<Measurements> measurements) {
        var facts = run.facts();
        return new RunView(
                facts.runId(),
                facts.epoch(),
                facts.region(),
                facts.reason(),
                run.getClass().getSimpleName(),
                facts.from(),
                facts.to(),
                facts.target(),
                facts.changes(),
                facts.timeline(),
                run instanceof Completed completed ? completed.rto() : null,
                measurements.flatMap(all -> all.of(facts.runId())).orElse(null),
                error(run));
    }

    private static ProvisionError error(FailoverRun run) {
        if (run instanceof Repairing repairing) {
            return repairing.growthError();
        }
        if (run instanceof FailoverRun.Aborted aborted) {
            return new ProvisionError(
                    "Aborted", aborted.reason(), run.facts().to().value());
        }
        return run instanceof Failed failed ? failed.error() : null;
    }
}
