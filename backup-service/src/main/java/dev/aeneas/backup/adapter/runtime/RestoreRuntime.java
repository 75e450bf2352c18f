package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.adapter.cluster.CqlReadSchema;
import dev.aeneas.backup.adapter.cluster.CqlRestoreTables;
import dev.aeneas.backup.adapter.cluster.ManagedRestoreNodes;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.adapter.sidecar.EitherWay;
import dev.aeneas.backup.adapter.sidecar.Sidecars;
import dev.aeneas.backup.adapter.store.JournaledOtherWork;
import dev.aeneas.backup.adapter.store.JournaledRates;
import dev.aeneas.backup.adapter.store.JournaledRestores;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.restore.DigestFiles;
import dev.aeneas.backup.restore.DigestTables;
import dev.aeneas.backup.restore.Planner;
import dev.aeneas.backup.restore.ReadBackup;
import dev.aeneas.backup.restore.ReplayLog;
import dev.aeneas.backup.restore.RestoreFences;
import dev.aeneas.backup.restore.RestorePolicy;
import dev.aeneas.backup.restore.RestoreProcess;
import dev.aeneas.backup.restore.RestoreRun;
import dev.aeneas.backup.restore.RestoreWork;
import dev.aeneas.backup.restore.RestoreWorker;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Puts restores together: process, adapters and settings. */
@ApplicationScoped
public class RestoreRuntime {
    private final BackupConfig config;

    public RestoreRuntime(BackupConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    RestorePolicy policy() {
        var restore = config.restore();
        var rates = new RestorePolicy.Rates(
                restore.stageBytesPerSecond(),
                restore.importBytesPerSecond(),
                restore.verifyBytesPerSecond(),
                restore.fixedTime());
        return new RestorePolicy(
                restore.nodesAtOnce(),
                restore.filesAtOnce(),
                restore.attemptsMax(),
                restore.retryPause(),
                restore.slice(),
                new RestorePolicy.Lock(restore.lockAskAgain(), restore.lockPatience()),
                rates,
                restore.sparePercent());
    }

    @Produces
    @Singleton
    RestoreWorker.Cluster cluster(
            NodeAccess access,
            Sidecars sidecars,
            Instance<DigestFiles> files,
            Instance<DigestTables> tables,
            Instance<ReplayLog> log,
            Paces paces) {
        var nodes = config.nodes();
        var restore = config.restore();
        var bounds = new ManagedRestoreNodes.Bounds(restore.importTimeout(), restore.cleanupTimeout());
        var cql = new CqlClusters(new CqlBounds(nodes.connectTimeout(), nodes.callTimeout(), restore.cqlTimeout()));
        return new RestoreWorker.Cluster(
                new ManagedRestoreNodes(access, EitherWay.restores(access, sidecars, bounds)),
                new CqlRestoreTables(new CqlReadSchema(access, cql), restore.cqlTimeout()),
                files.isResolvable() && tables.isResolvable()
                        ? Optional.of(new RestoreWorker.Digests(files.get(), tables.get()))
                        : Optional.empty(),
                log.isResolvable() ? Optional.of(log.get()) : Optional.empty(),
                paces);
    }

    @Produces
    @Singleton
    RestoreFences fences(Journal journal, Leadership leadership) {
        return new RestoreFences(new JournaledRestores(journal), leadership, InstantSource.system());
    }

    @Produces
    @Singleton
    ReadBackup backups(BackupStores stores) {
        return new ReadBackup(stores);
    }

    @Produces
    @Singleton
    Planner planner(RestoreWorker.Cluster cluster, ReadBackup backups, Journal journal, RestorePolicy policy) {
        var rates = new JournaledRates(journal, policy.rates());
        return new Planner(cluster, backups, new JournaledOtherWork(journal), policy, rates);
    }

    @Produces
    @Singleton
    ProcessKind<RestoreRun> restores(KnownClusters clusters, BackupStores stores, RestorePolicy policy) {
        return RestoreProcess.kind(clusters, stores.names(), policy);
    }

    @Produces
    @Singleton
    HostedProcess<RestoreRun, RestoreWork> hostedRestores(
            ProcessKind<RestoreRun> kind,
            RestoreWorker.Cluster cluster,
            Planner planner,
            ReadBackup backups,
            RestoreFences fences) {
        var worker = new RestoreWorker(cluster, planner, backups, policy(), InstantSource.system()).behind(fences);
        return new HostedProcess<>(kind, RestoreWork.class, worker);
    }
}
