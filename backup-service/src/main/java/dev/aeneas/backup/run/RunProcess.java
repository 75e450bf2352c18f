package dev.aeneas.backup.run;

import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.util.Set;

/** The backup run as a table: one process per cluster and backup. */
public final class RunProcess {
    private RunProcess() {}

    /**
     * The table.
     *
     * @param stores names that a backup may ask for
     */
    public static ProcessKind<BackupRun> kind(KnownClusters clusters, Set<String> stores, RunPolicy policy) {
        var open = new OpenRun(clusters, stores);
        var turns = new RunTurns(clusters);
        var decide = new RunDecisions(policy);
        return ProcessKind.of("backup", BackupRun.class)
                .opens(StartBackup.class, c -> id(c.cluster(), c.backupId()), open::start)
                .opens(BackupDue.class, e -> id(e.cluster(), OpenRun.backupId(e)), open::due)
                .on(BackupDeleted.class, e -> id(e.cluster(), e.backupId()), decide::deleted)
                .on(TurnGranted.class, e -> RunTurns.process(e.cluster(), e.holder()), turns::granted)
                .on(TurnRefused.class, e -> RunTurns.process(e.cluster(), e.holder()), turns::refused)
                .onReport(BackupReport.SnapshotsTaken.class, decide::snapshotsTaken)
                .onReport(BackupReport.NodeUploaded.class, decide::nodeUploaded)
                .onReport(BackupReport.ManifestWritten.class, decide::manifestWritten)
                .onReport(BackupReport.SnapshotCleared.class, decide::snapshotCleared)
                .onReport(WorkFailed.class, decide::workFailed)
                .onReport(Wake.class, decide::woken)
                .work(run -> run.openWork(policy))
                .wakeAt(BackupRun::wakeAt)
                .closedWhen(run ->
                        run instanceof BackupRun.Over over && over.leftovers().none())
                .build();
    }

    /** The backup of a due time: the same however often the event comes, and whoever sends it. */
    public static String backupId(BackupDue due) {
        return OpenRun.backupId(due);
    }

    /** The process of a backup. */
    public static String id(ClusterName cluster, String backupId) {
        return cluster + "/" + backupId;
    }
}
