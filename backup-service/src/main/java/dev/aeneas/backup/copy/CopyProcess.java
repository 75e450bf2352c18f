package dev.aeneas.backup.copy;

import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.util.Set;

/** The copy of a backup as a table: one process for each store that it goes into. */
public final class CopyProcess {
    /** Its name in the journal. */
    public static final String KIND = "copy";

    private CopyProcess() {}

    /**
     * The table.
     *
     * @param stores names that a copy may ask for
     */
    public static ProcessKind<CopyRun> kind(Set<String> stores, CopyPolicy policy) {
        var decide = new CopyDecisions(stores, policy);
        return ProcessKind.of(KIND, CopyRun.class)
                .opens(CopyBackup.class, c -> id(c.cluster(), c.backupId(), c.copyTo()), decide::copy)
                .on(BackupDeleted.class, e -> id(e.cluster(), e.backupId(), e.store()), decide::deleted)
                .onReport(CopyReport.class, decide::copied)
                .onReport(WorkFailed.class, decide::failed)
                .onReport(Wake.class, decide::woken)
                .work(CopyRun::openWork)
                .wakeAt(CopyRun::wakeAt)
                .closedWhen(run -> !(run instanceof CopyRun.Copying))
                .build();
    }

    /** The process of a backup's copy in a store. */
    public static String id(ClusterName cluster, String backupId, String copyTo) {
        return cluster + "/" + backupId + "/" + copyTo;
    }
}
