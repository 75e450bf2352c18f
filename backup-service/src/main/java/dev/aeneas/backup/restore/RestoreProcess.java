package dev.aeneas.backup.restore;

import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.BackupEvent.TurnRefused;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.util.Set;

/** The restore as a table: one process per target cluster and restore. */
public final class RestoreProcess {
    public static final String KIND = "restore";

    private RestoreProcess() {}

    /** The kind; {@code stores} are the names of those that are configured. */
    public static ProcessKind<RestoreRun> kind(KnownClusters clusters, Set<String> stores, RestorePolicy policy) {
        var open = new OpenRestore(clusters, stores);
        var turns = new RestoreTurns(policy);
        var lock = new LockDecisions(policy);
        var decide = new RestoreDecisions(policy);
        return ProcessKind.of(KIND, RestoreRun.class)
                .opens(RestoreBackup.class, c -> id(c.cluster(), c.restoreId()), open::restore)
                .on(
                        AbortRestore.class,
                        c -> id(c.cluster(), c.restoreId()),
                        new AbortDecisions(policy)::abort,
                        AbortDecisions::unknown)
                .on(TurnGranted.class, e -> RestoreTurns.process(e.cluster(), e.holder()), turns::granted)
                .on(TurnRefused.class, e -> RestoreTurns.process(e.cluster(), e.holder()), turns::refused)
                .on(TopologyReserved.class, TopologyReserved::runId, lock::reserved)
                .on(ProvisioningRefused.class, ProvisioningRefused::reference, lock::refused)
                .on(TopologyReleased.class, TopologyReleased::runId, lock::released)
                .onReport(RestoreReport.MayBegin.class, decide::mayBegin)
                .onReport(RestoreReport.MayNotBegin.class, decide::mayNotBegin)
                .onReport(RestoreReport.Reached.class, decide::reached)
                .onReport(RestoreReport.Expected.class, decide::expected)
                .onReport(RestoreReport.Read.class, decide::read)
                .onReport(WorkFailed.class, decide::workFailed)
                .onReport(Wake.class, lock::woken)
                .work(run -> run.openWork().stream().limit(policy.nodesAtOnce()).toList())
                .wakeAt(RestoreRun::wakeAt)
                .closedWhen(run -> run instanceof Ended)
                .build();
    }

    /** The process of a restore. */
    public static String id(ClusterName cluster, String restoreId) {
        return cluster + "/" + restoreId;
    }
}
