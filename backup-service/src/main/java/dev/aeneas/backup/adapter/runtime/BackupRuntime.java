package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.SecretsConfig;
import dev.aeneas.backup.adapter.cluster.CqlReadSchema;
import dev.aeneas.backup.adapter.cluster.ManagedReadRequests;
import dev.aeneas.backup.adapter.cluster.ManagedSnapshotNodes;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.adapter.sidecar.EitherWay;
import dev.aeneas.backup.adapter.sidecar.SidecarBounds;
import dev.aeneas.backup.adapter.sidecar.SidecarTls;
import dev.aeneas.backup.adapter.sidecar.Sidecars;
import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.JournaledClusters;
import dev.aeneas.backup.adapter.store.JournaledFacts;
import dev.aeneas.backup.advice.LoadHistory;
import dev.aeneas.backup.advice.LoadProcess;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.retention.MarkAndSweep;
import dev.aeneas.backup.retention.RetentionProcess;
import dev.aeneas.backup.retention.RetentionState;
import dev.aeneas.backup.retention.RetentionWork;
import dev.aeneas.backup.retention.RetentionWorker;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.BackupWork;
import dev.aeneas.backup.run.BackupWorker;
import dev.aeneas.backup.run.RunPolicy;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.backup.schedule.BackupSchedule;
import dev.aeneas.backup.schedule.ScheduleProcess;
import dev.aeneas.backup.topology.KnownCluster;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.backup.turn.Turns;
import dev.aeneas.backup.verification.ReadBack;
import dev.aeneas.backup.verification.ReadBackWorker;
import dev.aeneas.backup.verification.Verification;
import dev.aeneas.backup.verification.VerificationProcess;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The processes of this service with whoever does their work. */
@ApplicationScoped
public class BackupRuntime {
    /** Only long work is polled for, and snapshots are none to JMX. */
    private static final Duration JMX_POLL = Duration.ofMillis(250);

    private final BackupConfig config;

    public BackupRuntime(BackupConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    KnownClusters clusters(Journal journal) {
        return new JournaledClusters(journal);
    }

    @Produces
    @Singleton
    BackupStores stores(SecretsConfig secrets) {
        return ConfiguredStores.of(config, secrets.folder());
    }

    @Produces
    @Singleton
    NodeAccess nodes(SecretsConfig secrets) {
        var nodes = config.nodes();
        var bounds = new JmxBounds(nodes.connectTimeout(), nodes.callTimeout(), nodes.snapshotTimeout(), JMX_POLL);
        return new NodeAccess(
                secrets.folder().map(CredentialsFolder::new), node -> NodeAddress.of(node.address()), bounds);
    }

    @Produces
    @Singleton
    Sidecars sidecars(NodeAccess access) {
        var nodes = config.nodes();
        var bounds = new SidecarBounds(
                nodes.connectTimeout(),
                nodes.snapshotTimeout(),
                config.sidecar().silence());
        return new Sidecars(access, config.sidecar().certificates().map(SidecarTls::new), bounds);
    }

    void close(@Disposes Sidecars sidecars) {
        sidecars.close();
    }

    @Produces
    @Singleton
    BackupWorker.Cluster cluster(NodeAccess access, Sidecars sidecars, Paces paces) {
        var nodes = config.nodes();
        var cql = new CqlClusters(new CqlBounds(nodes.connectTimeout(), nodes.callTimeout(), nodes.callTimeout()));
        return new BackupWorker.Cluster(
                new ManagedSnapshotNodes(access),
                EitherWay.snapshots(access, sidecars),
                new CqlReadSchema(access, cql, config.run().roles()),
                paces);
    }

    @Produces
    @Singleton
    ProcessKind<LoadHistory> load() {
        return LoadProcess.kind(config.schedule().loadInterval());
    }

    @Produces
    @Singleton
    HostedProcess<LoadHistory, Work> hostedLoad(
            ProcessKind<LoadHistory> kind, NodeAccess access, KnownClusters clusters) {
        return LoadProcess.hosted(kind, new ManagedReadRequests(access, clusters), InstantSource.system());
    }

    @Produces
    @Singleton
    ProcessKind<BackupSchedule> schedules(KnownClusters clusters, BackupStores stores) {
        return ScheduleProcess.kind(clusters, stores.names());
    }

    @Produces
    @Singleton
    ProcessKind<BackupRun> runs(KnownClusters clusters, BackupStores stores) {
        var run = config.run();
        var clearing = new RunPolicy.Clearing(run.clearAttemptsMax(), run.clearPause(), run.clearPauseMax());
        return RunProcess.kind(
                clusters,
                stores.names(),
                new RunPolicy(run.nodesAtOnce(), run.attemptsMax(), run.retryPause(), clearing));
    }

    @Produces
    @Singleton
    HostedProcess<KnownCluster, Work> hostedTopologies() {
        return HostedProcess.withoutWork(KnownCluster.KIND);
    }

    @Produces
    @Singleton
    HostedProcess<BackupSchedule, Work> hostedSchedules(ProcessKind<BackupSchedule> kind) {
        return HostedProcess.withoutWork(kind);
    }

    @Produces
    @Singleton
    ProcessKind<RetentionState> retention(KnownClusters clusters) {
        var retention = config.retention();
        return RetentionProcess.kind(clusters, retention.interval(), retention.retryPause());
    }

    @Produces
    @Singleton
    RetentionWorker retentionWorker(BackupStores stores, Journal journal) {
        var retention = config.retention();
        var sweep = new MarkAndSweep.Bounds(retention.marksMax(), retention.deletesAtOnce());
        var settings = new RetentionWorker.Settings(retention.grace(), retention.backupsMax(), sweep);
        return new RetentionWorker(stores, new JournaledFacts(journal), settings, InstantSource.system());
    }

    @Produces
    @Singleton
    HostedProcess<RetentionState, RetentionWork> hostedRetention(
            ProcessKind<RetentionState> kind, RetentionWorker worker) {
        return new HostedProcess<>(kind, RetentionWork.class, worker);
    }

    @Produces
    @Singleton
    ProcessKind<Verification> verifications() {
        var verification = config.verification();
        return VerificationProcess.kind(new VerificationProcess.Policy(
                verification.percent(), verification.attemptsMax(), verification.retryPause()));
    }

    @Produces
    @Singleton
    HostedProcess<Verification, ReadBack> hostedVerifications(ProcessKind<Verification> kind, BackupStores stores) {
        return new HostedProcess<>(kind, ReadBack.class, new ReadBackWorker(stores, InstantSource.system()));
    }

    @Produces
    @Singleton
    HostedProcess<Turns, Work> hostedTurns() {
        return HostedProcess.withoutWork(TurnProcess.kind(config.run().waitingMax()));
    }

    @Produces
    @Singleton
    HostedProcess<BackupRun, BackupWork> hostedRuns(
            ProcessKind<BackupRun> kind, BackupWorker.Cluster cluster, BackupStores stores) {
        var run = config.run();
        var worker = new BackupWorker(cluster, stores, InstantSource.system(), run.filesAtOnce(), run.uploadTimeout());
        return new HostedProcess<>(kind, BackupWork.class, worker);
    }
}
