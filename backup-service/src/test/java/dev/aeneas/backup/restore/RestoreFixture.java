package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.BackupEvent.TurnGranted;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A restore of a backup of two nodes, driven as the platform and provisioning drive it. */
abstract class RestoreFixture {
    static final TableName ITEMS = new TableName("shop", "items");
    static final RestorePolicy POLICY = new RestorePolicy(
            2,
            3,
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            new RestorePolicy.Lock(Duration.ofSeconds(30), Duration.ofMinutes(2)),
            new RestorePolicy.Rates(50_000_000, 100_000_000, 50_000_000, Duration.ofSeconds(3)),
            10);
    static final int ROUNDS_MAX = 200;
    static final Duration LEASE = Duration.ofMinutes(2);

    @TempDir
    Path root;

    InMemoryJournal journal = new InMemoryJournal();
    RecordingPublisher publisher = new RecordingPublisher();
    FakeRestoreCluster cluster = new FakeRestoreCluster(ring("east", -10, 10));
    ProcessKind<RestoreRun> kind;
    ProcessEngine engine;
    Instant now = Instant.parse("2027-01-01T02:00:00Z");
    List<String> busy = List.of();

    /** Work whose report is lost with the process that did it; counted down. */
    int crashAfter = Integer.MAX_VALUE;

    int performed;

    static List<RingNode> ring(String datacenter, long... tokens) {
        var nodes = new ArrayList<RingNode>();
        for (long token : tokens) {
            int number = nodes.size() + 1;
            var node = new BackupNode(
                    datacenter + "_" + number, "127.0.0." + number, datacenter, datacenter + "_" + number);
            nodes.add(new RingNode(node, true, List.of(token)));
        }
        return nodes;
    }

    BackupStore store() {
        return new DirectoryBackupStore(root);
    }

    BackupStores stores() {
        return new BackupStores() {
            @Override
            public BackupStore named(String name) {
                return store();
            }

            @Override
            public Set<String> names() {
                return Set.of(DEFAULT);
            }
        };
    }

    @BeforeEach
    void aBackupOfTwoNodes() throws Exception {
        engineAnew();
        new StoredBackup(store(), "b1")
                .node(ring("east", -10, 10).get(0), ITEMS, "nb-1-big-Data.db", "one two")
                .node(ring("east", -10, 10).get(1), ITEMS, "nb-1-big-Data.db", "two three")
                .write("5.0.9", StoredBackup.KEYSPACE, StoredBackup.TABLE);
    }

    void engineAnew() {
        kind = RestoreProcess.kind(
                name -> Optional.of(Topologies.normal("127.0.0.1", "127.0.0.2")), Set.of("default"), POLICY);
        engine = new ProcessEngine(URI.create("/test"), List.of(kind), journal, publisher, () -> now);
    }

    static RestoreBackup command(String id, IntoExisting into) {
        return command(id, into, Map.of(), Map.of());
    }

    static RestoreBackup command(
            String id, IntoExisting into, Map<String, String> renameTables, Map<String, String> datacenters) {
        return new RestoreBackup(
                ORDERS, id, null, "b1", null, List.of(), List.of(), Map.of(), renameTables, datacenters, null, into);
    }

    /** A restore that is sent gets its turn at once. */
    List<Message> send(Message message) {
        var said = deliver(message);
        return message instanceof RestoreBackup asked
                ? deliver(new TurnGranted(ORDERS, "restore/" + asked.restoreId()))
                : said;
    }

    List<Message> deliver(Message message) {
        var id = UUID.randomUUID().toString();
        return engine.handle(new Received<>(id, id, now, message));
    }

    RestoreRun run(String restoreId) {
        return engine.find(kind, RestoreProcess.id(ORDERS, restoreId)).orElseThrow();
    }

    /** Does what the platform's runner and provisioning do, until nothing is left to do. */
    RestoreRun drive(String restoreId) {
        return driveUntil(restoreId, run -> run instanceof Ended);
    }

    RestoreRun driveUntil(String restoreId, Predicate<RestoreRun> reached) {
        var process = process(restoreId);
        for (int round = 0; round < ROUNDS_MAX && !reached.test(run(restoreId)); round++) {
            var worker = worker(cluster.asSeen());
            answer(run(restoreId));
            var work = kind.openWork(run(restoreId));
            for (var piece : work) {
                perform(worker, process, (RestoreWork) piece);
            }
            if (work.isEmpty()) {
                kind.wakeAt(run(restoreId)).ifPresent(due -> {
                    now = due;
                    engine.deliver(process, new Received<>("wake:" + now, "c", now, new Wake(now)));
                });
            }
        }
        return run(restoreId);
    }

    static ProcessId process(String restoreId) {
        return new ProcessId(RestoreProcess.KIND, RestoreProcess.id(ORDERS, restoreId));
    }

    RestoreWorker worker(RestoreWorker.Cluster seen) {
        var backups = new ReadBackup(stores());
        return new RestoreWorker(seen, new Planner(seen, backups, c -> busy, POLICY), backups, POLICY, () -> now);
    }

    void answer(RestoreRun run) {
        if (run instanceof Reserving) {
            send(reserved(run, 7));
        } else if (run instanceof Releasing releasing) {
            send(new TopologyReleased(ORDERS, run.request().runId(), releasing.epoch()));
        }
    }

    TopologyReserved reserved(RestoreRun run, long epoch) {
        return new TopologyReserved(
                ORDERS,
                run.request().runId(),
                epoch,
                Grain.NODE,
                List.of(new Sku("Local_S")),
                Topologies.normal("127.0.0.1", "127.0.0.2"),
                null,
                List.of(),
                Map.of(),
                now.plus(LEASE));
    }

    void perform(RestoreWorker worker, ProcessId process, RestoreWork work) {
        Object report;
        try {
            report = worker.perform(process, work);
        } catch (Exception e) {
            report = new WorkFailed(work, e);
        }
        performed++;
        if (crashAfter-- != 0) {
            engine.deliver(process, new Received<>("work:" + work.key(), "c", now, report));
        }
    }

    RestoreRun restore(String id, IntoExisting into) {
        send(command(id, into));
        return drive(id);
    }

    List<Violation> refused(RestoreBackup command) {
        send(command);
        var ended = (Ended) drive(command.restoreId());
        assertThat(ended.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(cluster.log()).isEmpty();
        return ((Outcome.Refused) ended.outcome()).violations();
    }

    static Outcome.Completed completed(RestoreRun run) {
        assertThat(((Ended) run).outcome()).isInstanceOf(Outcome.Completed.class);
        return (Outcome.Completed) ((Ended) run).outcome();
    }
}
