package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.CopyConfig;
import dev.aeneas.backup.copy.CopyObjects;
import dev.aeneas.backup.copy.CopyPolicy;
import dev.aeneas.backup.copy.CopyProcess;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.backup.copy.CopyWork;
import dev.aeneas.backup.copy.CopyWorker;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts copies together: process, worker and settings. */
@ApplicationScoped
public class CopyRuntime {
    private final CopyConfig config;

    public CopyRuntime(BackupConfig config) {
        this.config = config.copy();
    }

    @Produces
    @Singleton
    ProcessKind<CopyRun> copies(BackupStores stores) {
        var policy = new CopyPolicy(config.attemptsMax(), config.retryPause(), config.retryPauseMax());
        return CopyProcess.kind(stores.names(), policy);
    }

    @Produces
    @Singleton
    HostedProcess<CopyRun, CopyWork> hostedCopies(ProcessKind<CopyRun> kind, BackupStores stores) {
        var bounds = new CopyObjects.Bounds(config.objectsAtOnce(), config.timeout());
        return new HostedProcess<>(kind, CopyWork.class, new CopyWorker(stores, bounds));
    }
}
