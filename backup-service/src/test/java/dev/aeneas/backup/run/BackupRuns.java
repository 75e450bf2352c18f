package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.testing.FakeBackupCluster;
import dev.aeneas.backup.testing.OwnEvents;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of three nodes, its stores, and whoever runs backups of it; time goes on where nobody has work. */
abstract class BackupRuns {
    private static final RunPolicy POLICY = new RunPolicy(
            2, 3, Duration.ofSeconds(5), new RunPolicy.Clearing(4, Duration.ofSeconds(5), Duration.ofHours(1)));
    private static final int ROUNDS_MAX = 100;

    @TempDir
    Path root;

    final InMemoryJournal journal = new InMemoryJournal();
    final RecordingPublisher publisher = new RecordingPublisher();
    final List<BackupNode> nodes = List.of(node(1), node(2), node(3));
    final FakeBackupCluster cluster = new FakeBackupCluster(nodes);
    Optional<ClusterTopology> topology = Optional.of(Topologies.normal("127.0.0.1", "127.0.0.2", "127.0.0.3"));
    final ProcessKind<BackupRun> kind = RunProcess.kind(name -> topology, Set.of("default", "offsite"), POLICY);
    final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind, TurnProcess.kind(2)), journal, publisher, () -> this.now);
    final OwnEvents events = new OwnEvents(publisher, engine, () -> this.now);
    Instant now = Instant.parse("2027-01-01T02:00:00Z");

    /** Work whose report is lost with the process that did it; counted down. */
    int crashAfter = Integer.MAX_VALUE;

    static BackupNode node(int number) {
        return new BackupNode("east_" + number, "127.0.0." + number, "east", "east_1");
    }

    @BeforeEach
    void someData() {
        cluster.write("east_1", "nb-1-big-Data.db", "first");
        cluster.write("east_2", "nb-1-big-Data.db", "second");
        cluster.write("east_3", "nb-7-big-Data.db", "first");
    }

    BackupStore store() {
        return stores().named(BackupStores.DEFAULT);
    }

    BackupStores stores() {
        return ConfiguredStores.of(Map.of(
                "default", new DirectoryBackupStore(root),
                "offsite", new DirectoryBackupStore(root.resolve("offsite"))));
    }

    List<Message> send(Message message) {
        var id = UUID.randomUUID().toString();
        var said = engine.handle(new Received<>(id, id, now, message));
        events.deliver();
        return said;
    }

    List<Message> start(String backupId, String... keyspaces) {
        return send(new StartBackup(ORDERS, backupId, List.of(keyspaces), null));
    }

    BackupRun run(String backupId) {
        return engine.find(kind, RunProcess.id(ORDERS, backupId)).orElseThrow();
    }

    /** Does what the platform's runner does, until nothing is left to do or to wait for. */
    BackupRun drive(String backupId) {
        var process = new ProcessId("backup", RunProcess.id(ORDERS, backupId));
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var worker = worker();
            var work = kind.openWork(run(backupId));
            for (var piece : work) {
                perform(worker, process, (BackupWork) piece);
            }
            var wakeAt = kind.wakeAt(run(backupId));
            if (work.isEmpty() && wakeAt.isEmpty()) {
                return run(backupId);
            }
            if (work.isEmpty()) {
                now = wakeAt.orElseThrow();
                engine.deliver(process, new Received<>("wake:" + now, "c", now, new Wake(now)));
            }
        }
        throw new AssertionError("still busy: " + run(backupId));
    }

    /** Anew: it remembers nothing. */
    BackupWorker worker() {
        var connections = new BackupWorker.Cluster(cluster, cluster, cluster);
        return new BackupWorker(connections, stores(), () -> now, 2, Duration.ofSeconds(10));
    }

    void perform(BackupWorker worker, ProcessId process, BackupWork work) {
        Object report;
        try {
            report = worker.perform(process, work);
        } catch (Exception e) {
            report = new WorkFailed(work, e);
        }
        if (crashAfter-- != 0) {
            engine.deliver(process, new Received<>("work:" + work.key(), "c", now, report));
            events.deliver();
        }
    }

    <T> T document(String backupId, String name, Class<T> type) throws IOException {
        return WireFormat.read(store().readDocument(ORDERS, backupId, name).orElseThrow(), type);
    }

    List<Message> ends() {
        return publisher.messages().stream()
                .filter(m -> m instanceof BackupCompleted || m instanceof BackupFailed)
                .toList();
    }
}
