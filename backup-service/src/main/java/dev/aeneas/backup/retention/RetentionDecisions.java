package dev.aeneas.backup.retention;

import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.retention.RetentionState.History;
import dev.aeneas.backup.retention.RetentionState.Idle;
import dev.aeneas.backup.retention.RetentionState.Outcome;
import dev.aeneas.backup.retention.RetentionState.Planning;
import dev.aeneas.backup.retention.RetentionState.Queued;
import dev.aeneas.backup.retention.RetentionState.Sweeping;
import dev.aeneas.backup.retention.RetentionWork.Asked;
import dev.aeneas.backup.retention.RetentionWork.Done;
import dev.aeneas.backup.retention.RetentionWork.Planned;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupCommand.ApplyRetention;
import dev.aeneas.contracts.BackupCommand.DeleteBackup;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupEvent.RetentionApplied;
import dev.aeneas.contracts.BackupEvent.RetentionFailed;
import dev.aeneas.contracts.BackupEvent.TurnEnded;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster's retention makes of commands, its time and its worker's reports. */
final class RetentionDecisions {
    /** Deletions that may wait for the next run. */
    private static final int ASKED_MAX = 1_000;

    private final KnownClusters clusters;
    private final Intervals intervals;

    /** From one run to the next, and after one that failed. */
    record Intervals(Duration ordinary, Duration afterFailure) {}

    RetentionDecisions(KnownClusters clusters, Intervals intervals) {
        this.clusters = clusters;
        this.intervals = intervals;
    }

    /** The first backup of a cluster begins its retention. */
    Decision<RetentionState> started(Optional<RetentionState> state, Received<BackupStarted> input) {
        return Decision.of(state.orElseGet(
                () -> new Idle(History.of(input.body().cluster()), input.at().plus(intervals.ordinary()))));
    }

    Decision<RetentionState> apply(Optional<RetentionState> state, Received<ApplyRetention> input) {
        var command = input.body();
        return state.isEmpty() && clusters.find(command.cluster()).isEmpty()
                ? Decision.of(null, Refusals.of(command).unknownCluster())
                : begin(existing(state, command.cluster(), input.at()));
    }

    Decision<RetentionState> delete(Optional<RetentionState> state, Received<DeleteBackup> input) {
        var command = input.body();
        var refusals = new Refusals(command.cluster(), DeleteBackup.class, command.backupId());
        if (state.isEmpty() && clusters.find(command.cluster()).isEmpty()) {
            return Decision.of(null, refusals.unknownCluster());
        }
        var present = existing(state, command.cluster(), input.at());
        if (present.history().asked().size() >= ASKED_MAX) {
            var rule = ASKED_MAX + " deletions wait already: ask again when they are done";
            return Decision.of(present, refusals.because(Kind.CONFLICT, "backupId", rule));
        }
        return begin(present.with(present.history().ask(new Asked(command.backupId(), command.evenTheLast()))));
    }

    Decision<RetentionState> wake(RetentionState state, Received<Wake> input) {
        return state instanceof Idle idle && idle.nextAt().equals(input.body().due())
                ? begin(idle)
                : Decision.of(state);
    }

    Decision<RetentionState> granted(RetentionState state, Received<TurnGranted> input) {
        var holder = input.body().holder();
        if (!holder.equals(state.history().holder()) || state instanceof Idle) {
            return Decision.of(state, new TurnEnded(state.history().cluster(), holder)); // of a run that is over
        }
        return Decision.of(state instanceof Queued queued ? queued.plan(input.at()) : state);
    }

    Decision<RetentionState> refused(RetentionState state, Received<TurnRefused> input) {
        return Decision.of(
                state instanceof Queued queued
                                && input.body().holder().equals(queued.history().holder())
                        ? new Idle(queued.history(), input.at().plus(intervals.afterFailure()))
                        : state);
    }

    Decision<RetentionState> planned(RetentionState state, Received<Planned> input) {
        if (!(state instanceof Planning planning)) {
            return Decision.of(state);
        }
        var cluster = state.history().cluster();
        var refusals = input.body().notDeleted().stream()
                .<Message>map(not -> new Refusals(cluster, DeleteBackup.class, not.backupId())
                        .because(not.kind(), "backupId", not.reason()))
                .toList();
        return new Decision<>(planning.sweep(input.body().expired()), refusals);
    }

    Decision<RetentionState> done(RetentionState state, Received<Done> input) {
        if (!(state instanceof Sweeping sweeping)) {
            return Decision.of(state);
        }
        var swept = input.body().swept();
        int deleted = sweeping.expired().size();
        var outcome = new Outcome(input.at(), deleted, swept.objects(), swept.bytes(), swept.kept(), null);
        var cluster = state.history().cluster();
        var applied = new RetentionApplied(
                cluster, deleted, swept.objects(), swept.bytes(), swept.kept(), sweeping.took(input.at()));
        var gone = sweeping.expired().stream()
                .<Message>map(
                        expired -> new BackupDeleted(cluster, expired.backupId(), expired.reason(), expired.store()));
        return end(state, outcome, Stream.concat(gone, Stream.of(applied)).toList(), intervals.ordinary());
    }

    Decision<RetentionState> failed(RetentionState state, Received<WorkFailed> input) {
        if (!state.openWork().contains(input.body().work())) {
            return Decision.of(state);
        }
        var cluster = state.history().cluster();
        var reason = input.body().reason();
        var outcome = new Outcome(input.at(), 0, 0, 0, 0, reason);
        var failed = new RetentionFailed(cluster, new ProvisionError("RetentionFailed", reason, cluster.value()));
        return end(state, outcome, List.of(failed), intervals.afterFailure());
    }

    private static Decision<RetentionState> end(
            RetentionState state, Outcome outcome, List<Message> said, Duration pause) {
        var history = state.history();
        var ended = Stream.concat(said.stream(), Stream.of(new TurnEnded(history.cluster(), history.holder())))
                .toArray(Message[]::new);
        boolean again = outcome.error() == null && !history.asked().isEmpty();
        var idle = new Idle(history.ended(outcome), outcome.at().plus(again ? Duration.ZERO : pause));
        return Decision.of(idle, ended);
    }

    private RetentionState existing(Optional<RetentionState> state, ClusterName cluster, Instant now) {
        return state.orElseGet(() -> new Idle(History.of(cluster), now.plus(intervals.ordinary())));
    }

    /** Only one run at a time; what is asked for while it is on comes after it. */
    private static Decision<RetentionState> begin(RetentionState state) {
        if (!(state instanceof Idle idle)) {
            return Decision.of(state);
        }
        var queued = idle.history().begin();
        return Decision.of(
                queued,
                new TurnRequested(queued.history().cluster(), queued.history().holder()));
    }
}
