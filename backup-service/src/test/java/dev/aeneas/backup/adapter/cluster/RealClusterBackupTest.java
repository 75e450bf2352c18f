package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.BackupWork;
import dev.aeneas.backup.run.BackupWorker;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Failed;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.RunPolicy;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.backup.testing.OwnEvents;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.node.TableSnapshot;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessRunner;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on real nodes: JMX, CQL, disk, store. */
class RealClusterBackupTest {
    private static final Duration BACKUP_BOUND = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ROWS = 3_000;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final InMemoryJournal journal = new InMemoryJournal();
    private RealCluster cluster;
    private NodeAccess access;
    private DirectoryBackupStore store;
    private ProcessKind<BackupRun> kind;
    private ProcessEngine engine;
    private ProcessRunner runner;

    @BeforeEach
    void start() {
        cluster = new RealCluster(folder.resolve("nodes"));
        store = new DirectoryBackupStore(folder.resolve("store"));
        access = new NodeAccess(Optional.of(secrets()), node -> NodeAddress.of(node.address()), JmxBounds.DEFAULT);
        kind = RunProcess.kind(
                name -> Optional.of(cluster.topology()),
                ConfiguredStores.of(store).names(),
                new RunPolicy(2, 2, PAUSE, new RunPolicy.Clearing(3, PAUSE, PAUSE)));
        var publisher = new RecordingPublisher();
        var turns = TurnProcess.kind(2);
        engine = new ProcessEngine(
                URI.create("/test"), List.of(kind, turns), journal, publisher, InstantSource.system());
        var events = new OwnEvents(publisher, engine, InstantSource.system());
        timer.scheduleWithFixedDelay(events::deliver, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        var hosted = new HostedProcess<BackupRun, BackupWork>(kind, BackupWork.class, worker());
        var executors = new ProcessRunner.Executors(Executors.newFixedThreadPool(4), timer);
        var processes = List.<HostedProcess<?, ?>>of(hosted, HostedProcess.withoutWork(turns));
        runner = new ProcessRunner(engine, journal, () -> true, processes, executors);
        runner.start(PAUSE);
    }

    private CredentialsFolder secrets() {
        var secrets = new CredentialsFolder(folder.resolve("secrets"));
        var jmx = new Credentials(RealCluster.JMX.user(), RealCluster.JMX.password());
        secrets.put(ORDERS.value(), new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, jmx));
        return secrets;
    }

    private BackupWorker worker() {
        var nodes = new BackupWorker.Cluster(
                new ManagedSnapshotNodes(access),
                new LocalSnapshotFiles(access),
                new CqlReadSchema(access, new CqlClusters(CqlBounds.DEFAULT)));
        return new BackupWorker(nodes, ConfiguredStores.of(store), InstantSource.system(), 2, BACKUP_BOUND);
    }

    @AfterEach
    void stop() {
        if (runner != null) {
            runner.close();
        }
        timer.shutdownNow();
        if (cluster != null) {
            cluster.close();
        }
    }

    private void writeRows() {
        try (var session = cluster.session()) {
            session.execute("CREATE KEYSPACE shop WITH replication = {'class':'NetworkTopologyStrategy','east':2}");
            session.execute("CREATE TABLE shop.items (id int PRIMARY KEY, name text)");
            session.execute("CREATE TABLE shop.nothing (id int PRIMARY KEY)");
            session.execute("CREATE INDEX ON shop.items (name)");
            // a replica that is late would have more for the next backup
            var insert = session.prepare(SimpleStatement.newInstance("INSERT INTO shop.items (id, name) VALUES (?, ?)")
                    .setConsistencyLevel(ConsistencyLevel.ALL));
            for (int id = 0; id < ROWS; id++) {
                session.execute(insert.bind(id, "item " + id));
            }
        }
    }

    private BackupRun backUp(String backupId) {
        var process = RunProcess.id(ORDERS, backupId);
        var command = new StartBackup(ORDERS, backupId, List.of(), null);
        engine.handle(new Received<>(backupId, backupId, Instant.now(), command));
        await().atMost(BACKUP_BOUND).until(() -> !journal.open(kind.name()).contains(process));
        return engine.find(kind, process).orElseThrow();
    }

    private <T> T document(String backupId, String name, Class<T> type) throws IOException {
        return WireFormat.read(store.readDocument(ORDERS, backupId, name).orElseThrow(), type);
    }

    /** Reads every object back; returns how many agree with their digest. */
    private long verified(BackupManifest manifest) throws IOException {
        long verified = 0;
        for (var node : manifest.nodes()) {
            for (var file : document(manifest.backupId(), node.manifest(), NodeManifest.class)
                    .files()) {
                try (var content = store.openObject(ORDERS, file.digest())) {
                    assertThat(Digest.of(content)).isEqualTo(file.digest());
                }
                verified++;
            }
        }
        return verified;
    }

    private List<TableSnapshot> snapshots(int node) {
        var contact = new BackupNode("east", cluster.host(node), "east", "east_1");
        try (var operations = access.connect(ORDERS, contact)) {
            return operations.snapshots();
        }
    }

    @Test
    void sendsEverythingOnceAndFailsHonestlyWithoutANode() throws IOException {
        writeRows();
        var first = (Completed) complete(backUp("first"));
        var manifest = document("first", "manifest.json", BackupManifest.class);
        assertThat(first.totals().bytesSent()).isPositive();
        assertThat(manifest.nodes()).hasSize(2);
        assertThat(manifest.schema().tables()).hasSize(2);
        assertThat(manifest.schema().statements()).anyMatch(s -> s.contains("CREATE TABLE shop.items"));
        assertThat(verified(manifest)).isEqualTo(first.totals().files()).isPositive();

        var second = (Completed) complete(backUp("second"));
        assertThat(second.totals().bytes()).isEqualTo(first.totals().bytes());
        assertThat(second.totals().bytesSent()).isZero();
        assertThat(snapshots(0)).isEmpty();
        assertThat(snapshots(1)).isEmpty();

        cluster.killSecond();
        assertThat(backUp("third")).isInstanceOfSatisfying(Failed.class, third -> assertThat(
                        third.error().target())
                .isEqualTo("east_2"));
        assertThat(store.readDocument(ORDERS, "third", "manifest.json")).isEmpty();
        assertThat(snapshots(0)).isEmpty();
    }

    private static BackupRun complete(BackupRun run) {
        assertThat(run).isInstanceOf(Completed.class);
        return run;
    }
}
