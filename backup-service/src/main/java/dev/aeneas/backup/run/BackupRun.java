package dev.aeneas.backup.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A backup's state; each offers only its legal moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = Snapshotting.class, name = "snapshotting"),
    @JsonSubTypes.Type(value = Uploading.class, name = "uploading"),
    @JsonSubTypes.Type(value = Completing.class, name = "completing"),
    @JsonSubTypes.Type(value = Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Deleted.class, name = "deleted")
})
public sealed interface BackupRun permits BackupRun.Open, BackupRun.Over {
    BackupRequest request();

    /** What is not done yet and need not wait. */
    List<BackupWork> pendingWork();

    /** What is to be done now. */
    default List<BackupWork> openWork(RunPolicy policy) {
        return pendingWork();
    }

    /** When something that failed may be tried again. */
    Optional<Instant> wakeAt();

    /** The run after a pause has ended. */
    BackupRun woken(Instant due);

    /** A run whose outcome is not known yet. */
    sealed interface Open extends BackupRun permits Queued, Snapshotting, Uploading, Completing {
        /** The run with the failed piece of work to be tried again at a later time. */
        Open retry(BackupWork failed, RunPolicy policy, Instant now);

        Failed fail(ProvisionError error, Instant now);
    }

    /** A run whose outcome is known; only snapshots may be left to clear. */
    sealed interface Over extends BackupRun permits Completed, Failed, Deleted {
        Leftovers leftovers();

        Over with(Leftovers leftovers);

        @Override
        default List<BackupWork> pendingWork() {
            return leftovers().pendingWork(request());
        }

        @Override
        default Optional<Instant> wakeAt() {
            return leftovers().wakeAt();
        }

        @Override
        default BackupRun woken(Instant due) {
            return with(leftovers().woken(due));
        }
    }
}
