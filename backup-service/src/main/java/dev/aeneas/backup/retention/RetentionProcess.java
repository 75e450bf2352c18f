package dev.aeneas.backup.retention;

import dev.aeneas.backup.retention.RetentionDecisions.Intervals;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupCommand.ApplyRetention;
import dev.aeneas.contracts.BackupCommand.DeleteBackup;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;

/** Retention as a table: one process per cluster that ever had a backup. */
public final class RetentionProcess {
    private static final String HOLDER = "retention/";

    private RetentionProcess() {}

    /**
     * The table.
     *
     * @param interval from one run to the next
     * @param retryPause after a run that failed
     */
    public static ProcessKind<RetentionState> kind(KnownClusters clusters, Duration interval, Duration retryPause) {
        var decide = new RetentionDecisions(clusters, new Intervals(interval, retryPause));
        return ProcessKind.of("retention", RetentionState.class)
                .opens(BackupStarted.class, e -> e.cluster().value(), decide::started)
                .opens(ApplyRetention.class, c -> c.cluster().value(), decide::apply)
                .opens(DeleteBackup.class, c -> c.cluster().value(), decide::delete)
                .on(TurnGranted.class, e -> id(e.cluster(), e.holder()), decide::granted)
                .on(TurnRefused.class, e -> id(e.cluster(), e.holder()), decide::refused)
                .onReport(RetentionWork.Planned.class, decide::planned)
                .onReport(RetentionWork.Done.class, decide::done)
                .onReport(WorkFailed.class, decide::failed)
                .onReport(Wake.class, decide::wake)
                .work(RetentionState::openWork)
                .wakeAt(RetentionState::wakeAt)
                .build();
    }

    /** Its own turns; of others no process. */
    private static String id(ClusterName cluster, String holder) {
        return holder.startsWith(HOLDER) ? cluster.value() : cluster + "/" + holder;
    }
}
