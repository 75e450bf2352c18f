package dev.aeneas.backup.retention;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.backup.retention.RetentionWork.Asked;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster's retention; each state offers only its legal moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RetentionState.Idle.class, name = "idle"),
    @JsonSubTypes.Type(value = RetentionState.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = RetentionState.Planning.class, name = "planning"),
    @JsonSubTypes.Type(value = RetentionState.Sweeping.class, name = "sweeping")
})
public sealed interface RetentionState {
    History history();

    /** The same with more deletions to be carried out. */
    RetentionState with(History changed);

    default Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    default List<RetentionWork> openWork() {
        return List.of();
    }

    /**
     * What outlives a run.
     *
     * @param runs begun so far
     * @param asked deletions that no run has planned yet
     * @param last null: no run has ended
     */
    record History(ClusterName cluster, int runs, List<Asked> asked, Outcome last) {
        static History of(ClusterName cluster) {
            return new History(cluster, 0, List.of(), null);
        }

        History ask(Asked deletion) {
            if (asked.contains(deletion)) {
                return this;
            }
            var more = new ArrayList<>(asked);
            more.add(deletion);
            return new History(cluster, runs, List.copyOf(more), last);
        }

        History planned(List<Asked> done) {
            return new History(
                    cluster, runs, asked.stream().filter(a -> !done.contains(a)).toList(), last);
        }

        History ended(Outcome outcome) {
            return new History(cluster, runs, asked, outcome);
        }

        Queued begin() {
            return new Queued(new History(cluster, runs + 1, asked, last));
        }

        /** Of the run that is on. */
        String holder() {
            return "retention/" + runs;
        }
    }

    /**
     * How a run ended.
     *
     * @param error null: well
     */
    record Outcome(
            Instant at, int backupsDeleted, long objectsDeleted, long bytesFreed, long objectsKept, String error) {}

    /** Nothing is to be done until its time comes. */
    record Idle(History history, Instant nextAt) implements RetentionState {
        @Override
        public Idle with(History changed) {
            return new Idle(changed, nextAt);
        }

        @Override
        public Optional<Instant> wakeAt() {
            return Optional.of(nextAt);
        }
    }

    /** It waits until no backup of the cluster is being made. */
    record Queued(History history) implements RetentionState {
        @Override
        public Queued with(History changed) {
            return new Queued(changed);
        }

        Planning plan(Instant now) {
            return new Planning(history, now, history.asked());
        }
    }

    /** It finds the backups that have to go. */
    record Planning(History history, Instant since, List<Asked> asked) implements RetentionState {
        @Override
        public Planning with(History changed) {
            return new Planning(changed, since, asked);
        }

        @Override
        public List<RetentionWork> openWork() {
            return List.of(new RetentionWork.Plan(history.cluster(), history.holder(), asked));
        }

        Sweeping sweep(List<Expired> expired) {
            return new Sweeping(history.planned(asked), since, expired);
        }
    }

    /** They go, and what only they needed. */
    record Sweeping(History history, Instant since, List<Expired> expired) implements RetentionState {
        @Override
        public Sweeping with(History changed) {
            return new Sweeping(changed, since, expired);
        }

        @Override
        public List<RetentionWork> openWork() {
            return List.of(new RetentionWork.Sweep(history.cluster(), history.holder(), expired));
        }

        Duration took(Instant now) {
            return Duration.between(since, now);
        }
    }
}
