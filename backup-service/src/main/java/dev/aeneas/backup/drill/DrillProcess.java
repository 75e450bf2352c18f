package dev.aeneas.backup.drill;

import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Event;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.OperationFailed;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.RestoreDrillCommand.AbortRestoreDrill;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.contracts.RestoreEvent.RestoreCompleted;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.util.Set;

/** The restore drill as a table: one process for each, under the name of its scratch cluster. */
public final class DrillProcess {
    /** Its name in the journal. */
    public static final String KIND = "restore-drill";

    private DrillProcess() {}

    /**
     * The table.
     *
     * @param stores names of those that are configured
     */
    public static ProcessKind<DrillRun> kind(
            KnownClusters clusters, OpenDrills drills, Set<String> stores, DrillPolicy policy) {
        var decide = new DrillDecisions(policy);
        var scratch = new ScratchDecisions(decide);
        var table = ProcessKind.of(KIND, DrillRun.class)
                .opens(
                        DrillRestore.class,
                        c -> id(c.cluster(), c.drillId()),
                        new OpenDrill(clusters, drills, stores, policy)::drill)
                .on(AbortRestoreDrill.class, c -> id(c.cluster(), c.drillId()), decide::abort, DrillMessages::unknown)
                .onReport(ChooseBackup.Found.class, decide::found)
                .onReport(WorkFailed.class, decide::workFailed)
                .onReport(Wake.class, decide::woken)
                .work(DrillRun::openWork)
                .wakeAt(DrillRun::wakeAt)
                .closedWhen(run -> run instanceof DrillRun.Ended);
        ofScratch(table, OperationSucceeded.class, scratch::succeeded);
        ofScratch(table, OperationFailed.class, scratch::failed);
        ofScratch(table, ProvisioningRefused.class, scratch::refused);
        ofScratch(table, ClusterDeleted.class, scratch::deleted);
        ofScratch(table, RestoreStarted.class, decide::restoreStarted);
        ofScratch(table, RestoreCompleted.class, decide::restored);
        ofScratch(table, RestoreFailed.class, decide::restoreFailed);
        ofScratch(table, RestoreRefused.class, decide::restoreRefused);
        return table.build();
    }

    /** Events of all other clusters concern no drill. */
    private static <T extends Event> void ofScratch(
            ProcessKind.Builder<DrillRun> table, Class<T> type, Decide<DrillRun, T> decide) {
        table.on(
                type,
                event -> DrillRequest.isScratch(event.cluster())
                        ? event.cluster().value()
                        : null,
                decide);
    }

    /** The process of a drill. */
    public static String id(ClusterName cluster, String drillId) {
        return DrillRequest.scratch(cluster, drillId).value();
    }
}
