package dev.aeneas.backup.verification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aeneas.contracts.BackupEvent.CorruptPart;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup's verification in one store: what another has of it is another's verdict.
 *
 * @param percent of its contents to be read back
 * @param round of reading; grows each time somebody asks
 * @param attempt in this round, from 1
 * @param since when this round began; null: nothing is being read
 * @param retryAt when it may be tried again; null: now
 * @param last how the round before ended; null: none has
 */
public record Verification(
        ClusterName cluster,
        String backupId,
        String store,
        int percent,
        int round,
        int attempt,
        Instant since,
        Instant retryAt,
        Outcome last) {

    /**
     * How a round ended.
     *
     * @param corrupt what is not what was stored; empty: all is well, unless there is an error
     * @param error why it could not be read; null: it could
     */
    public record Outcome(
            Instant at, int filesRead, int filesTotal, long bytesRead, List<CorruptPart> corrupt, String error) {
        /** Whether everything that was read back is what was stored. */
        @JsonIgnore
        public boolean isWell() {
            return error == null && corrupt.isEmpty();
        }
    }

    static Verification begin(ClusterName cluster, String backupId, String store, int percent, Instant now) {
        return new Verification(cluster, backupId, store, percent, 1, 1, now, null, null);
    }

    Verification again(int percentNow, Instant now) {
        return new Verification(cluster, backupId, store, percentNow, round + 1, 1, now, null, last);
    }

    Verification retry(Instant at) {
        return new Verification(cluster, backupId, store, percent, round, attempt + 1, since, at, last);
    }

    Verification woken() {
        return new Verification(cluster, backupId, store, percent, round, attempt, since, null, last);
    }

    Verification ended(Outcome outcome) {
        return new Verification(cluster, backupId, store, percent, round, attempt, null, null, outcome);
    }

    /** The backup is gone: nothing is to be read any more. */
    Verification stopped() {
        return new Verification(cluster, backupId, store, percent, round, attempt, null, null, last);
    }

    @JsonIgnore
    public boolean isReading() {
        return since != null;
    }

    @JsonIgnore
    List<ReadBack> openWork() {
        return isReading() && retryAt == null
                ? List.of(new ReadBack(cluster, backupId, store, percent, round, attempt))
                : List.of();
    }

    @JsonIgnore
    Optional<Instant> wakeAt() {
        return Optional.ofNullable(retryAt);
    }
}
