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
import java.util.Optional;

/** Steps under the lock: which may begin, and what is said of their outcome. */
final class StepDecisions {
    private final StepRules rules;

    StepDecisions(StepRules rules) {
        this.rules = rules;
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
                    cluster, outcome(cluster, known.get()).stream().toList());
        }
        if (lock.releaseWanted()) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, "runId", "must not have released the lock"));
        }
        var violations = rules.check(cluster, command.step());
        if (!violations.isEmpty()) {
            return Decision.of(cluster, refused(command, Kind.CONFLICT, violations));
        }
        var started = cluster.withLock(lock.with(StepRun.start(command.stepId(), command.step())));
        return new Says().from(cluster, StepEffects.underWay(started, command.step()));
    }

    Decision<Cluster> done(Cluster cluster, StepDone report) {
        var open = open(cluster, report);
        if (open.isEmpty()) {
            return Decision.of(cluster);
        }
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

    Decision<Cluster> failed(Cluster cluster, StepRun run, ProvisionError error) {
        return said(cluster, StepEffects.failed(cluster, run.step()), run.failed(error));
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
