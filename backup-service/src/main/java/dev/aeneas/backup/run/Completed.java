package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The backup's manifest is in the store.
 *
 * @param keptBack what it did to keep out of clients' way; null: nothing, or nobody knows
 */
public record Completed(
        BackupRequest request,
        Snapshot snapshot,
        Totals totals,
        String location,
        Instant completedAt,
        Leftovers leftovers,
        KeptBack keptBack)
        implements BackupRun.Over {

    @Override
    public Completed with(Leftovers changed) {
        return new Completed(request, snapshot, totals, location, completedAt, changed, keptBack);
    }

    /** The store has it no more. */
    Deleted deleted(BackupDeleted.Reason reason, Instant at) {
        return new Deleted(request, reason, at, leftovers);
    }

    /** What there is to tell, and the copy to be made. */
    List<Message> said() {
        var ended = Stream.<Message>of(event(), RunTurns.end(request));
        return request.copyTo() == null
                ? ended.toList()
                : Stream.concat(ended, Stream.of(copy())).toList();
    }

    private BackupCompleted event() {
        return new BackupCompleted(
                request.cluster(),
                request.backupId(),
                location,
                totals.files(),
                totals.bytes(),
                totals.bytesSent(),
                snapshot.at(),
                took(),
                request.store());
    }

    private CopyBackup copy() {
        return new CopyBackup(request.cluster(), request.backupId(), request.store(), request.copyTo());
    }

    Duration took() {
        return Duration.between(request.requestedAt(), completedAt);
    }
}
