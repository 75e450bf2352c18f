package dev.aeneas.backup.drill;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.backup.drill.ChooseBackup.Choose;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A drill's state; each offers only its legal moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DrillRun.Choosing.class, name = "choosing"),
    @JsonSubTypes.Type(value = DrillRun.Creating.class, name = "creating"),
    @JsonSubTypes.Type(value = DrillRun.Restoring.class, name = "restoring"),
    @JsonSubTypes.Type(value = DrillRun.Deleting.class, name = "deleting"),
    @JsonSubTypes.Type(value = DrillRun.Ended.class, name = "ended")
})
public sealed interface DrillRun {
    DrillRequest request();

    /** Which backup it tries; null: none was chosen yet. */
    String backupId();

    /** What it showed; null: nothing yet. */
    default Verdict verdict() {
        return null;
    }

    default List<Choose> openWork() {
        return List.of();
    }

    Optional<Instant> wakeAt();

    /**
     * The backup is looked for.
     *
     * @param retryAt null: now
     */
    record Choosing(DrillRequest request, int attempt, Instant retryAt) implements DrillRun {
        static Choosing begin(DrillRequest request) {
            return new Choosing(request, 1, null);
        }

        @Override
        public String backupId() {
            return request.backupId();
        }

        @Override
        public List<Choose> openWork() {
            return retryAt == null ? List.of(new Choose(request, attempt)) : List.of();
        }

        @Override
        public Optional<Instant> wakeAt() {
            return Optional.ofNullable(retryAt);
        }

        Choosing retry(Instant at) {
            return new Choosing(request, attempt + 1, at);
        }

        Choosing woken() {
            return new Choosing(request, attempt, null);
        }

        Creating create(ChosenBackup backup) {
            return new Creating(request, backup);
        }

        /** There is nothing to delete. */
        Ended end(Verdict verdict, Instant at) {
            return new Ended(request, backupId(), verdict, null, at);
        }
    }

    /** The scratch cluster was ordered. */
    record Creating(DrillRequest request, ChosenBackup backup) implements DrillRun {
        @Override
        public String backupId() {
            return backup.backupId();
        }

        @Override
        public Optional<Instant> wakeAt() {
            return Optional.of(request.deadline());
        }

        Restoring restore() {
            return new Restoring(request, backup, 1, null, null);
        }

        /** Nothing was created. */
        Ended end(Verdict verdict, Instant at) {
            return new Ended(request, backupId(), verdict, null, at);
        }
    }

    /**
     * The scratch cluster is there, and the restore was asked for.
     *
     * @param asked times
     * @param askAt when it is asked for again; null: an answer is awaited
     * @param begun what it said when it began; null: it has not
     */
    record Restoring(DrillRequest request, ChosenBackup backup, int asked, Instant askAt, Begun begun)
            implements DrillRun {
        @Override
        public String backupId() {
            return backup.backupId();
        }

        @Override
        public Optional<Instant> wakeAt() {
            var deadline = request.deadline();
            return Optional.of(askAt == null || deadline.isBefore(askAt) ? deadline : askAt);
        }

        /** A restore that was refused leaves its name taken. */
        String restoreId() {
            return asked == 1 ? request.drillId() : request.drillId() + "-" + asked;
        }

        Restoring begun(Begun now) {
            return new Restoring(request, backup, asked, askAt, now);
        }

        Restoring askLater(Instant at) {
            return new Restoring(request, backup, asked, at, null);
        }

        Restoring askAgain() {
            return new Restoring(request, backup, asked + 1, null, null);
        }
    }

    /** What a restore says when it begins. */
    record Begun(long bytes, Duration forecast) {}

    /**
     * The verdict is there, the scratch cluster goes.
     *
     * @param asked times
     */
    record Deleting(DrillRequest request, String backupId, Verdict verdict, int asked, Instant askAt)
            implements DrillRun {
        @Override
        public Optional<Instant> wakeAt() {
            return Optional.of(askAt);
        }

        Deleting askAgain(Instant next) {
            return new Deleting(request, backupId, verdict, asked + 1, next);
        }

        Ended gone(Instant at) {
            return new Ended(request, backupId, verdict, null, at);
        }

        Ended giveUp(Instant at) {
            return new Ended(request, backupId, verdict, request.scratch(), at);
        }
    }

    /**
     * Over.
     *
     * @param leftBehind the scratch cluster; null: it is gone, or was never there
     */
    record Ended(DrillRequest request, String backupId, Verdict verdict, ClusterName leftBehind, Instant endedAt)
            implements DrillRun {
        @Override
        public Optional<Instant> wakeAt() {
            return Optional.empty();
        }

        public Duration took() {
            return Duration.between(request.requestedAt(), endedAt);
        }
    }
}
