package dev.aeneas.backup.adapter.cluster;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.JournaledOtherWork;
import dev.aeneas.backup.restore.Ended;
import dev.aeneas.backup.restore.Outcome;
import dev.aeneas.backup.restore.Planner;
import dev.aeneas.backup.restore.ReadBackup;
import dev.aeneas.backup.restore.RestorePolicy;
import dev.aeneas.backup.restore.RestoreProcess;
import dev.aeneas.backup.restore.RestoreRun;
import dev.aeneas.backup.restore.RestoreWork;
import dev.aeneas.backup.restore.RestoreWorker;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.BackupWork;
import dev.aeneas.backup.run.BackupWorker;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.ReadSnapshotFiles;
import dev.aeneas.backup.run.RunPolicy;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessRunner;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores of real nodes, hosted as the service hosts them; the test plays provisioning. */
abstract class RealRestoreFixture {
    static final Duration BOUND = Duration.ofMinutes(5);
    static final ManagedRestoreNodes.Bounds BOUNDS = new ManagedRestoreNodes.Bounds(BOUND, BOUND);
    static final Duration PAUSE = Duration.ofMillis(200);
    static final int ROWS = 2_000;
    static final RestorePolicy POLICY = new RestorePolicy(
            2,
            3,
            2,
            PAUSE,
            Duration.ofSeconds(2),
            new RestorePolicy.Lock(Duration.ofSeconds(30), BOUND),
            new RestorePolicy.Rates(50_000_000, 100_000_000, 50_000_000, Duration.ofSeconds(5)),
            10);

    @TempDir
    Path folder;

    final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    final InMemoryJournal journal = new InMemoryJournal();
    RealCluster cluster;
    ClusterTopology topology;
    NodeAccess access;
    CqlReadSchema schemas;
    ProcessKind<BackupRun> backups;
    ProcessKind<RestoreRun> restores;
    ProcessEngine engine;
    ProcessRunner runner;

    @BeforeEach
    void start() {
        use(new RealCluster(folder.resolve("east"), "east", "-4611686018427387904", "4611686018427387904"));
        var secrets = new CredentialsFolder(folder.resolve("secrets"));
        secrets.put(ORDERS.value(), logins());
        access = new NodeAccess(Optional.of(secrets), node -> NodeAddress.of(node.address()), JmxBounds.DEFAULT);
        schemas = new CqlReadSchema(access, new CqlClusters(CqlBounds.DEFAULT), true);
        backups = RunProcess.kind(
                name -> Optional.of(topology),
                Set.of(BackupStores.DEFAULT),
                new RunPolicy(2, 2, PAUSE, new RunPolicy.Clearing(3, PAUSE, PAUSE)));
        restores = RestoreProcess.kind(name -> Optional.of(topology), Set.of(BackupStores.DEFAULT), POLICY);
        engine = new ProcessEngine(
                URI.create("/test"),
                List.of(backups, restores),
                journal,
                new RecordingPublisher(),
                InstantSource.system());
        var executors = new ProcessRunner.Executors(Executors.newFixedThreadPool(4), timer);
        runner = new ProcessRunner(engine, journal, () -> true, List.of(hostedBackups(), hostedRestores()), executors);
        runner.start(PAUSE);
    }

    /** With which, and how, the nodes are reached. */
    ClusterCredentials logins() {
        return new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, jmx());
    }

    static Credentials jmx() {
        return new Credentials(RealCluster.JMX.user(), RealCluster.JMX.password());
    }

    ReadSnapshotFiles snapshotFiles() {
        return new LocalSnapshotFiles(access);
    }

    ManagedRestoreNodes.Files restoreFiles() {
        return new LocalRestoreFiles(BOUNDS);
    }

    void use(RealCluster used) {
        cluster = used;
        topology = used.topology();
    }

    HostedProcess<BackupRun, BackupWork> hostedBackups() {
        var seen = new BackupWorker.Cluster(new ManagedSnapshotNodes(access), snapshotFiles(), schemas);
        return new HostedProcess<>(
                backups, BackupWork.class, new BackupWorker(seen, stores(), InstantSource.system(), 2, BOUND));
    }

    /** Without what reads files and logs offline, rows are counted only. */
    RestoreWorker.Cluster seen(NodeAccess nodes) {
        return new RestoreWorker.Cluster(
                new ManagedRestoreNodes(nodes, restoreFiles()),
                new CqlRestoreTables(schemas, Duration.ofSeconds(30)),
                Optional.empty(),
                Optional.empty());
    }

    HostedProcess<RestoreRun, RestoreWork> hostedRestores() {
        var seen = seen(access);
        var read = new ReadBackup(stores());
        var planner = new Planner(seen, read, new JournaledOtherWork(journal), POLICY);
        return new HostedProcess<>(
                restores, RestoreWork.class, new RestoreWorker(seen, planner, read, POLICY, InstantSource.system()));
    }

    BackupStores stores() {
        return new BackupStores() {
            @Override
            public BackupStore named(String name) {
                return new DirectoryBackupStore(folder.resolve("store"));
            }

            @Override
            public Set<String> names() {
                return Set.of(DEFAULT);
            }
        };
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

    void send(Message message) {
        var id = UUID.randomUUID().toString();
        engine.handle(new Received<>(id, id, Instant.now(), message));
    }

    void writeRows() {
        try (var session = cluster.session()) {
            session.execute("CREATE KEYSPACE shop WITH replication = {'class':'NetworkTopologyStrategy','east':1}");
            session.execute("CREATE TYPE shop.address (street text, zip int)");
            session.execute("CREATE TABLE shop.items (id int PRIMARY KEY, name text, home frozen<address>, old int)");
            session.execute("CREATE INDEX by_name ON shop.items (name)");
            var insert = session.prepare(
                    "INSERT INTO shop.items (id, name, home, old) VALUES (?, ?, {street: 'a', zip: 1}, 1)");
            for (int id = 0; id < ROWS; id++) {
                session.execute(insert.bind(id, "item " + id));
            }
            session.execute("ALTER TABLE shop.items DROP old");
        }
    }

    void backUp() {
        assertThat(backUp("b1")).isInstanceOf(Completed.class);
    }

    /** Until it is over, one way or the other, and no snapshot is left to be cleared. */
    BackupRun backUp(String backupId) {
        send(new StartBackup(ORDERS, backupId, List.of(), null));
        send(new TurnGranted(ORDERS, "backup/" + backupId));
        await().atMost(BOUND).until(() -> journal.open("backup").isEmpty());
        return engine.find(backups, RunProcess.id(ORDERS, backupId)).orElseThrow();
    }

    Outcome.Completed restore(
            String id, Map<String, String> renameTables, Map<String, String> datacenters, IntoExisting into) {
        return restore(new RestoreBackup(
                ORDERS, id, null, "b1", null, List.of(), List.of(), Map.of(), renameTables, datacenters, null, into));
    }

    Outcome.Completed restore(RestoreBackup command) {
        var outcome = ended(command).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        return (Outcome.Completed) outcome;
    }

    Ended ended(RestoreBackup command) {
        send(command);
        var id = command.restoreId();
        var run = RestoreProcess.id(ORDERS, id);
        send(new TurnGranted(ORDERS, "restore/" + id));
        var sku = List.of(new Sku("Local_S"));
        send(new TopologyReserved(ORDERS, run, 1, Grain.NODE, sku, topology));
        await().atMost(BOUND).until(() -> {
            send(new TopologyReleased(ORDERS, run, 1));
            return engine.find(restores, run).orElseThrow() instanceof Ended;
        });
        return (Ended) engine.find(restores, run).orElseThrow();
    }

    Map<Integer, String> rows(String table) {
        var rows = new TreeMap<Integer, String>();
        try (var session = cluster.session()) {
            session.execute("SELECT id, name, home FROM shop." + table)
                    .forEach(row -> rows.put(row.getInt(0), row.getString(1) + row.getFormattedContents()));
        }
        return rows;
    }
}
