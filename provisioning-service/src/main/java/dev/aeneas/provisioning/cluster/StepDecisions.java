package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.Refusals.noSuchCluster;
import static dev.aeneas.provisioning.cluster.Refusals.refused;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.step.StepRun.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Steps under the lock: which may begin, and what is said of their outcome. */
final class StepDecisions {
    private final StepRules rules;
    private final Duration lease;

    StepDecisions(StepRules rules, Duration lease) {
        this.rules = rules;
        this.lease = lease;
    }

    Decision<Cluster> run(Cluster cluster, Received<RunTopologyStep> in) {
        var command = in.body();
        var lock = cluster.lock();
        if (cluster.deleted()) {
            return Decision.of(cluster, noSuchCluster(command));
        }
        if (!lock.heldBy(command.runId(), command.epoch())) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, "epoch", LockDecisions.notYours(cluster)));
        }
        var known = lock.step(command.stepId());
        if (known.isPresent()) {
            return new Decision<>(
                    renewed(cluster, in.at()),
                    outcome(cluster, known.get()).stream().toList());
        }
        if (lock.releaseWanted()) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, "runId", "must not have released the lock"));
        }
        var violations = rules.check(cluster, command.step());
        if (!violations.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, violations));
        }
        var renewed = renewed(cluster, in.at());
        var started = renewed.withLock(renewed.lock().with(StepRun.start(command.stepId(), command.step())));
        return new Says().from(cluster, StepEffects.underWay(started, command.step()));
    }

    Decision<Cluster> done(Cluster before, StepDone report, Instant now) {
        var open = open(before, report);
        if (open.isEmpty()) {
            return Decision.of(before);
        }
        var cluster = renewed(before, now);
        var run = open.get();
        var state = StepEffects.observed(cluster, report.nodes());
        if (report.stage() == Stage.RECORD) {
            var lock = state.lock().with(run.recorded());
            return new Says()
                    .from(cluster, state.remembering(report.throttles()).withLock(lock));
        }
        return report.error() == null
                ? said(cluster, StepEffects.completed(state, run.step()), run.completed())
                : said(cluster, StepEffects.failed(state, run.step()), run.failed(report.error()));
    }

    /** The holder has the whole lease to hear of it. */
    Decision<Cluster> failed(Cluster before, StepRun run, ProvisionError error, Instant now) {
        var cluster = renewed(before, now);
        return said(cluster, StepEffects.failed(cluster, run.step()), run.failed(error));
    }

    private Cluster renewed(Cluster cluster, Instant now) {
        return cluster.withLock(cluster.lock().renew(now.plus(lease)));
    }

    private static Decision<Cluster> said(Cluster before, Cluster state, StepRun over) {
        var after = state.withLock(state.lock().with(over));
        var says = new Says();
        outcome(after, over).ifPresent(says::and);
        return LockDecisions.releasedIfDone(says.from(before, after));
    }

    private static Optional<StepRun> open(Cluster cluster, StepDone report) {
        var lock = cluster.lock();
        return lock.epoch() == report.epoch()
                ? lock.step(report.stepId()).filter(run -> run.stage() == report.stage())
                : Optional.empty();
    }

    private static Optional<Message> outcome(Cluster cluster, StepRun run) {
        var lock = cluster.lock();
        return switch (run.stage()) {
            case RECORD, RUN -> Optional.empty();
            case COMPLETED ->
                Optional.of(new TopologyStepCompleted(cluster.name(), lock.holder(), lock.epoch(), run.id()));
            case FAILED ->
                Optional.of(new TopologyStepFailed(cluster.name(), lock.holder(), lock.epoch(), run.id(), run.error()));
        };
    }
}
