package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.DrillConfig;
import dev.aeneas.backup.adapter.store.JournaledDrills;
import dev.aeneas.backup.drill.ChooseBackup;
import dev.aeneas.backup.drill.DrillPolicy;
import dev.aeneas.backup.drill.DrillProcess;
import dev.aeneas.backup.drill.DrillRun;
import dev.aeneas.backup.drill.DrillSchedule;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts restore drills together: process, worker and settings. */
@ApplicationScoped
public class DrillRuntime {
    private final DrillConfig config;

    public DrillRuntime(BackupConfig config) {
        this.config = config.drill();
    }

    @Produces
    @Singleton
    ProcessKind<DrillRun> drills(KnownClusters clusters, BackupStores stores, Journal journal) {
        var policy = new DrillPolicy(
                config.timeout(),
                config.attemptsMax(),
                config.retryPause(),
                config.deletionsMax(),
                config.deletePause(),
                config.deletePauseMax());
        return DrillProcess.kind(clusters, new JournaledDrills(journal), stores.names(), policy);
    }

    @Produces
    @Singleton
    HostedProcess<DrillSchedule, Work> hostedDrillSchedules() {
        return HostedProcess.withoutWork(DrillSchedule.kind());
    }

    @Produces
    @Singleton
    HostedProcess<DrillRun, ChooseBackup.Choose> hostedDrills(ProcessKind<DrillRun> kind, BackupStores stores) {
        return new HostedProcess<>(kind, ChooseBackup.Choose.class, new ChooseBackup(stores));
    }
}
